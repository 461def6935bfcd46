"""Does PEFT load our export as it is, and compute what we compute?

    python peft_export.py BASE.gguf OUT

OUT is what Adapters.java wrote. Needs torch, transformers, gguf and peft. Prints the largest difference of any logit, and
what the adapter itself changes, to show that it does something.
"""

import os
import sys
import warnings

import torch
from peft import PeftModel
from safetensors import safe_open
from transformers import AutoModelForCausalLM


def main(base, out):
    folder, name = os.path.split(base)
    model = AutoModelForCausalLM.from_pretrained(folder, gguf_file=name, dtype=torch.float32)
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message="(?is).*(missing|unexpected|ignored)")  # so PEFT says what does not fit
        model = PeftModel.from_pretrained(model, os.path.join(out, "peft")).eval()
    difference, change = 0, 0
    with safe_open(os.path.join(out, "with.safetensors"), "pt") as ours, torch.no_grad():
        for i in range(sum(key.startswith("ids.") for key in ours.keys())):
            ids = ours.get_tensor(f"ids.{i}")
            theirs = model(ids).logits
            difference = max(difference, largest(theirs - ours.get_tensor(f"logits.{i}")))
            with model.disable_adapter():
                change = max(change, largest(theirs - model(ids).logits))
    print("pairs that PEFT made    ", sum("lora_A" in name for name, _ in model.named_parameters()))
    print("largest difference      ", difference)
    print("what the adapter changes", change)


def largest(tensor):
    return tensor.abs().max().item()


main(*sys.argv[1:])
