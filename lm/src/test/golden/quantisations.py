"""Blocks of every quantisation with their values, by the package gguf.

python quantisations.py ../resources/base

Writes quantisations.gguf (a tensor of each type, named after it) and quantisations.json (its values).
Types that the package cannot pack (K-quants) get random bytes with sane scales.
"""

import json
import sys
from pathlib import Path

import gguf
import numpy as np
from gguf import GGMLQuantizationType as T
from gguf.quants import dequantize, quantize

PACKED = [T.F32, T.F16, T.BF16, T.Q4_0, T.Q4_1, T.Q5_0, T.Q5_1, T.Q8_0]
RANDOM = {T.Q4_K: [0, 2], T.Q5_K: [0, 2], T.Q6_K: [208]}  # where a block's half floats lie


def random_blocks(random, kind, halves, rows, blocks):
    size = gguf.GGML_QUANT_SIZES[kind][1]
    data = random.integers(0, 256, (rows, blocks, size), dtype=np.uint8)
    for at in halves:
        data[:, :, at:at + 2] = random.uniform(0.001, 0.1, (rows, blocks, 1)).astype(np.float16).view(np.uint8)
    return data.reshape(rows, blocks * size)


def main(out):
    random = np.random.default_rng(5)
    golden = {}
    w = gguf.GGUFWriter(out / "quantisations.gguf", "llama")
    for kind in PACKED + list(RANDOM):
        if kind in RANDOM:
            data = random_blocks(random, kind, RANDOM[kind], 2, 2)
        else:
            data = quantize(random.standard_normal((3, 64)).astype(np.float32), kind)
        plain = kind in (T.F32, T.F16)
        if kind == T.F16:
            data = data.astype(np.float16)
        w.add_tensor(kind.name, data, raw_dtype=None if plain else kind)
        golden[kind.name] = [float(np.float32(v)) for v in dequantize(data, kind).flatten()]
    w.write_header_to_file()
    w.write_kv_data_to_file()
    w.write_tensors_to_file()
    w.close()
    (out / "quantisations.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")


main(Path(sys.argv[1]))
