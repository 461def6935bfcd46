"""Tokens a second of greedy decoding: transformers, on the same file and prompt as Speed.java.

    python speed.py BASE.gguf [--threads N] [--type float32|bfloat16]

The GGUF file is unpacked to dense weights, as ours are. Needs torch, transformers and gguf.
"""

import argparse
import os
import re
import statistics
import time

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer
from transformers.generation.streamers import BaseStreamer

TOKENS, RUNS = 64, 3


class Times(BaseStreamer):
    """When each new token came; the prompt comes first and does not count."""

    def __init__(self):
        self.times = []

    def put(self, value):
        self.times.append(time.perf_counter())

    def end(self):
        pass


def text():
    """The prompt of Speed.java."""
    source = open(os.path.join(os.path.dirname(__file__), "Speed.java")).read()
    literal = source.split("TEXT =", 1)[1].split(";\n", 1)[0]
    return "".join(re.findall(r'"([^"]*)"', literal))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("base")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--type", default="float32")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    folder, file = os.path.split(os.path.abspath(args.base))
    tokenizer = AutoTokenizer.from_pretrained(folder, gguf_file=file)
    model = AutoModelForCausalLM.from_pretrained(folder, gguf_file=file, dtype=getattr(torch, args.type)).eval()
    start_token = torch.tensor([[tokenizer.bos_token_id]])
    ids = torch.cat([start_token, tokenizer(text(), return_tensors="pt", add_special_tokens=False).input_ids], 1)
    read, written, processor = [], [], []
    for run in range(-1, RUNS):  # the first one warms up
        streamer = Times()
        before = time.process_time()
        start = time.perf_counter()
        out = model.generate(
            ids, attention_mask=torch.ones_like(ids), do_sample=False, max_new_tokens=TOKENS, min_new_tokens=TOKENS,
            streamer=streamer)
        times = streamer.times[1:]
        if run >= 0:
            processor.append(time.process_time() - before)
            read.append(ids.shape[1] / (times[0] - start))
            written.append((len(times) - 1) / (times[-1] - times[0]))
    print(
        f"transformers, {args.type}, {args.threads} threads: prompt of {ids.shape[1]} tokens"
        f" {statistics.median(read):.0f} tokens/s, then {statistics.median(written):.1f} tokens/s;"
        f" {statistics.median(processor):.2f} s of processor a run")
    print("  " + repr(tokenizer.decode(out[0, ids.shape[1]:])))


if __name__ == "__main__":
    main()
