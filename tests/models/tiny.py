"""Random models of a few kilobytes, saved as a real one is, for tests that load from a folder."""

from pathlib import Path

LABELS = ("favor", "against", "neutral", "agree", "disagree", "reply_neutral", "match")
_WORDS = (
    "the",
    "a",
    "tax",
    "war",
    "peace",
    "is",
    "not",
    "good",
    "we",
    "should",
    "yes",
    "no",
    "bad",
)


def save_tokenizer(folder: Path) -> None:
    """A lower-case word tokenizer with BERT's special tokens."""
    from tokenizers import Tokenizer, normalizers, pre_tokenizers, processors
    from tokenizers.models import WordLevel
    from transformers import PreTrainedTokenizerFast

    names = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *_WORDS)
    vocabulary = {name: at for at, name in enumerate(names)}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token="[PAD]",
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        mask_token="[MASK]",
        model_input_names=["input_ids", "token_type_ids", "attention_mask"],
    ).save_pretrained(folder)


def save_classifier(folder: Path, labels: tuple[str, ...] = LABELS, seed: int = 0) -> Path:
    """A pair classifier with these outputs; returns its folder."""
    from transformers import BertForSequenceClassification

    return _save(BertForSequenceClassification, folder, labels, seed)


def save_encoder(folder: Path, seed: int = 0) -> Path:
    """A text encoder; returns its folder."""
    from transformers import BertModel

    return _save(BertModel, folder, LABELS, seed)


def _save(kind, folder: Path, labels: tuple[str, ...], seed: int) -> Path:
    import torch
    from transformers import BertConfig

    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=5 + len(_WORDS),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=192,
        initializer_range=0.5,
        id2label=dict(enumerate(labels)),
        label2id={label: at for at, label in enumerate(labels)},
    )
    kind(config).save_pretrained(folder)
    save_tokenizer(folder)
    return folder
