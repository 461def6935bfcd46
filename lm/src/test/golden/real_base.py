"""Golden logits of the real base: its GGUF, dequantised and run in float32 by transformers.

python real_base.py SmolLM2-135M-Instruct.Q4_1.gguf ../resources/base/real_base.json
"""

import json
import sys
from pathlib import Path

import torch
from transformers import AutoModelForCausalLM

# ids as llama.cpp gives them
PROMPTS = {
    "The town of Arlen lies on a river.": [504, 3102, 282, 1166, 4152, 5721, 335, 253, 4626, 30],
    "<|im_start|>user": [1, 4093, 198, 19556, 2, 198, 1, 520, 9531, 198],
    "def f(x_1): return x_1 ** 2": [1604, 275, 24, 104, 79, 33, 727, 472, 1003, 1792, 79, 33, 1903, 216, 34],
}

torch.set_num_threads(1)
gguf = Path(sys.argv[1])
model = AutoModelForCausalLM.from_pretrained(gguf.parent, gguf_file=gguf.name, dtype=torch.float32)
golden = {}
for name, ids in PROMPTS.items():
    with torch.no_grad():
        logits = model(torch.tensor([ids])).logits[0]
    positions = []
    for at in sorted({0, len(ids) // 2, len(ids) - 1}):
        row = logits[at].double()
        top = logits[at].topk(5)
        positions.append({
            "at": at,
            "top": top.indices.tolist(),
            "logits": top.values.tolist(),
            "mean": row.mean().item(),
            "rms": row.square().mean().sqrt().item(),
        })
    golden[name] = {"ids": ids, "positions": positions}
Path(sys.argv[2]).write_text(json.dumps(golden, indent=1) + "\n")
