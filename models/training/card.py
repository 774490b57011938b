"""Writes the card of trained weights: what they are for, data and terms, scores, limits."""

from collections.abc import Mapping, Sequence
from pathlib import Path

BASE = "sentence-transformers/all-MiniLM-L6-v2 (22 M parameters, Apache-2.0)"

TERMS = {
    "vast": "VAST (Allaway & McKeown 2020); terms: none stated, comments © their authors",
    "arc": "ARC (Hanselowski et al. 2018); Apache-2.0, comments © their authors",
    "rfd": "Room for Debate, from ARCT (Habernal et al. 2018); Apache-2.0, comments as above",
    "semeval2016": "SemEval-2016 task 6 (Mohammad et al. 2016); MIT repository, for research",
    "perspectrum": "Perspectrum (Chen et al. 2019); CC BY-SA 4.0",
    "ibm_claims": "IBM Claim Stance (Bar-Haim et al. 2017); CC BY-SA 3.0",
    "ibm_argq30k": "IBM-ArgQ-Rank-30kArgs (Gretz et al. 2020); CC BY-SA 3.0",
    "iam": "IAM (Cheng et al. 2022); terms: none stated",
    "mtcsd": "MT-CSD (Niu et al. 2024), human labels; terms: none stated",
    "fnc1": "Fake News Challenge 1; Apache-2.0 where re-hosted, articles © publishers",
    "snli_sample": "SNLI, a sample (Bowman et al. 2015); CC BY-SA 4.0",
    "cad_nli": "Counterfactually augmented NLI (Kaushik et al. 2020); Apache-2.0",
    "conjnli": "ConjNLI (Saha et al. 2020); MIT",
    "climate_fever": "CLIMATE-FEVER (Diggelmann et al. 2020); terms: none stated",
    "healthver": "HealthVer (Sarrouti et al. 2021); terms: none stated",
    "iac_weak": "Internet Argument Corpus (Walker et al. 2012), weak labels; terms: none stated",
    "subreddit_agreement": "Lei & Huang 2022; terms: none stated, posts © their authors",
    "rumoureval2019": "RumourEval 2019 task A (Gorrell et al. 2019); CC BY 4.0",
    "political_debates": "Menini et al. 2018; CC BY 4.0",
    "argkp2021": "ArgKP-2021 (Bar-Haim et al. 2020; Friedman et al. 2021); CDLA-Sharing 1.0",
}

Figures = Mapping[str, object]


def write_card(
    path: Path,
    title: str,
    use: str,
    sets: Sequence[str],
    seed: int,
    figures: Sequence[Figures],
    limits: Sequence[str],
) -> None:
    """Writes Markdown to ``path``.

    ``figures`` are what evaluation returns for dev files, ``limits`` one sentence or two each.
    """
    lines = [f"# {title}", "", use, "", f"- Base: {BASE}", f"- Seed: {seed}", "- Language: English"]
    lines += ["- Data (none of its text is in the weights' folder):"]
    lines += [f"  - {TERMS[name]}" for name in sets]
    if figures:
        lines += ["", "## Scores on development sets", "", "| task | file | n | figures |"]
        lines += ["|---|---|---|---|", *map(_row, figures)]
    lines += ["", "## Limits", "", *(f"- {limit}" for limit in limits)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _row(figures: Figures) -> str:
    measured = ", ".join(
        f"{name} {value:.3f}" for name, value in figures.items() if isinstance(value, float)
    )
    return f"| {figures['task']} | {figures['file']} | {figures['n']} | {measured} |"
