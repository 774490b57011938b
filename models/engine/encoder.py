"""Runs an encoder over texts or pairs: cuts to a window, batches by length, gives arrays back.

It knows tokens and batches, no task. Answers come in the order asked; equal inputs are read once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from models.engine.device import Device, choose_device
from models.errors import WeightsError

Array = npt.NDArray[np.float32]

BATCH_TOKENS = 4096
_CHARS_PER_TOKEN = 12  # generous: what lies outside window * this from either end cannot be in it
_FIRST_SHARE = 0.5  # of a pair's window, the most that its first text may take
_HEAD_SHARE = 0.7  # of a cut text, how much is its beginning; the rest is its end


@dataclass(frozen=True, slots=True)
class Source:
    """A folder or hub id, at a pinned ``revision`` when it is a hub id."""

    name: str
    revision: str | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """How many tokens of an input are read: ``most``, and less when a call is large.

    A call of n inputs reads ``call / n`` tokens of each, but never fewer than ``least``: time is
    bounded by what is read, so ten thousand comments are each read by their beginning and end.
    """

    most: int = 160
    least: int = 32
    call: int = 200_000

    def size(self, inputs: int) -> int:
        """Tokens for each of ``inputs`` inputs."""
        return max(self.least, min(self.most, self.call // max(1, inputs)))


@dataclass(frozen=True, slots=True)
class _Measured:
    """A text and the (start, end) of its tokens."""

    text: str
    tokens: Sequence[tuple[int, int]]

    def ends(self, room: int) -> str:
        """The text, or its head and tail where it has more than ``room`` tokens.

        People open with whom they answer and close with what they conclude: a middle goes first.
        """
        if len(self.tokens) <= room:
            return self.text
        head = max(1, int(room * _HEAD_SHARE))
        tail = max(1, room - head)
        return f"{self.text[: self.tokens[head - 1][1]]} {self.text[self.tokens[-tail][0] :]}"


def _fit(first: _Measured, second: _Measured, room: int) -> tuple[str, str]:
    """Both texts cut so that they fit ``room`` tokens; the first yields only past its share."""
    share = max(int(room * _FIRST_SHARE), room - len(second.tokens))
    left = room - min(share, len(first.tokens))
    return first.ends(share), second.ends(left)


class Encoder:
    """A tokenizer and a model on one device, in evaluation mode."""

    def __init__(
        self, tokenizer: Any, model: Any, device: Device, window: Window | None = None
    ) -> None:
        self._tokenizer = tokenizer
        self._device = device
        self._model = model.to(device.name, device.dtype).eval()
        self._window = window or Window()

    @property
    def labels(self) -> dict[str, int]:
        """The column of each output, by its name in lower case."""
        return {str(name).lower(): at for at, name in self._model.config.id2label.items()}

    def logits(self, pairs: Sequence[tuple[str, str]]) -> Array:
        """Shape (n, outputs), one row for each pair."""
        outputs = len(self._model.config.id2label)
        return self._run(pairs, outputs, lambda inputs: self._model(**inputs).logits)

    def vectors(self, texts: Sequence[str]) -> Array:
        """Shape (n, d): the mean of a text's token vectors, scaled to unit length."""
        size = int(self._model.config.hidden_size)
        return self._run([(text, "") for text in texts], size, self._mean)

    def _mean(self, inputs: dict[str, Any]) -> Any:
        import torch

        states = self._model(**inputs).last_hidden_state.float()
        mask = inputs["attention_mask"].unsqueeze(-1)
        mean = (states * mask).sum(1) / mask.sum(1).clamp(min=1)
        return torch.nn.functional.normalize(mean, dim=-1)

    def _run(
        self, inputs: Sequence[tuple[str, str]], width: int, step: Callable[[dict[str, Any]], Any]
    ) -> Array:
        import torch

        unique = list(dict.fromkeys(inputs))
        place = {key: at for at, key in enumerate(unique)}
        encoded = self._encode(unique, self._window.size(len(unique)))
        answers = np.zeros((len(unique), width), dtype=np.float32)
        with torch.inference_mode():
            for batch in batches([len(ids) for ids in encoded["input_ids"]]):
                answers[batch] = step(self._batch(encoded, batch)).float().cpu().numpy()
        return answers[[place[key] for key in inputs]] if inputs else answers

    def _encode(self, inputs: Sequence[tuple[str, str]], size: int) -> dict[str, list[list[int]]]:
        """Token ids with the model's own separators, cut to ``size``."""
        if not inputs:
            return {"input_ids": []}
        paired = any(second for _, second in inputs)
        room = size - self._tokenizer.num_special_tokens_to_add(pair=paired)
        texts = self._measure({text for pair in inputs for text in pair}, room)
        cut = [_fit(texts[first], texts[second], room) for first, second in inputs]
        first, second = (list(side) for side in zip(*cut, strict=True))
        encoded = self._tokenizer(
            *((first, second) if paired else (first,)), truncation="longest_first", max_length=size
        )
        return {key: encoded[key] for key in encoded if key in self._tokenizer.model_input_names}

    def _measure(self, texts: set[str], room: int) -> dict[str, "_Measured"]:
        """Where the tokens of each text lie; the far middle of a huge text is not looked at."""
        reach = room * _CHARS_PER_TOKEN
        near = [x if len(x) <= 2 * reach else f"{x[:reach]} {x[-reach:]}" for x in sorted(texts)]
        offsets = self._tokenizer(
            near,
            add_special_tokens=False,
            return_offsets_mapping=True,
            return_attention_mask=False,
            return_token_type_ids=False,
            verbose=False,
        )["offset_mapping"]
        return {
            text: _Measured(x, spans)
            for text, x, spans in zip(sorted(texts), near, offsets, strict=True)
        }

    def _batch(self, encoded: dict[str, list[list[int]]], batch: list[int]) -> dict[str, Any]:
        rows = {key: [values[at] for at in batch] for key, values in encoded.items()}
        padded = self._tokenizer.pad(rows, return_tensors="pt")
        return {key: value.to(self._device.name) for key, value in padded.items()}


def batches(lengths: Sequence[int], tokens: int = BATCH_TOKENS) -> list[list[int]]:
    """Indices from short to long, in batches of at most ``tokens`` tokens with their padding."""
    cut: list[list[int]] = []
    for at in sorted(range(len(lengths)), key=lambda index: lengths[index]):
        if not cut or (len(cut[-1]) + 1) * lengths[at] > tokens:
            cut.append([])
        cut[-1].append(at)
    return cut


def open_classifier(source: Source, device: Device | None = None) -> Encoder:
    """The pair classifier in ``source``; raises ``WeightsError`` when it cannot be read."""
    return _open(source, "AutoModelForSequenceClassification", device or choose_device())


def open_embedder(source: Source, device: Device | None = None) -> Encoder:
    """The text encoder in ``source``; raises ``WeightsError`` when it cannot be read."""
    return _open(source, "AutoModel", device or choose_device())


def _open(source: Source, kind: str, device: Device) -> Encoder:
    import transformers

    console: Any = transformers.utils.logging
    console.disable_progress_bar()  # the caller says what is going on
    # Only a folder that exists is a folder: any other name is for the hub, never a guess.
    here = Path(source.name).is_dir()
    if not here and source.revision is None:
        raise WeightsError(f"the hub model {source.name} needs a revision, or is a missing folder")
    pinned = {} if here else {"revision": source.revision}
    options = {"trust_remote_code": False, **pinned}
    try:
        tokenizer = transformers.AutoTokenizer.from_pretrained(source.name, **options)
        model = getattr(transformers, kind).from_pretrained(
            source.name,
            use_safetensors=True,
            attn_implementation="eager",  # faster than sdpa in bfloat16 on a CPU
            dtype=device.dtype,
            **options,
        )
    except (OSError, ValueError, RuntimeError) as error:
        where = "folder" if here else "hub model"
        raise WeightsError(f"the {where} {source.name} cannot be loaded: {error}") from error
    return Encoder(tokenizer, model, device)
