"""Chooses where models run and in which number format; the one place that asks the machine."""

import os
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Device:
    """``name`` as torch writes it; ``half`` where bfloat16 is computed by the hardware."""

    name: str
    half: bool

    @property
    def dtype(self) -> Any:
        """The torch type that weights are held in."""
        import torch

        return torch.bfloat16 if self.half else torch.float32


def choose_device() -> Device:
    """A GPU where torch sees one, else the CPU; bfloat16 only where it is not emulated.

    Emulated bfloat16 is several times slower than float32, so an older CPU stays with float32.
    """
    # Read when torch is first imported. Threads that wait by spinning made a digest five times
    # slower where another program used the same cores.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    import torch

    if torch.cuda.is_available():
        return Device("cuda", half=torch.cuda.is_bf16_supported(including_emulation=False))
    return Device("cpu", half=_cpu_half())


def _cpu_half() -> bool:
    """Whether the processor multiplies bfloat16; False where torch cannot tell."""
    import torch

    # Private in torch 2.13 and without a public counterpart there; gone, it means float32.
    asked = getattr(torch.cpu, "_is_avx512_bf16_supported", None)
    return bool(asked()) if asked is not None else False
