"""One step of a default fit in Python with PyTorch, to time beside `topiclora bench speed`.

    python step.py BASE.gguf [STEP.safetensors] [--threads N] [--steps N]

The same mathematics: activations given, the last fifth of the layers with U (V + A * x) on every down matrix, losses of 15
of a window's 16 tokens over a quarter of the vocabulary and 1,024 sampled tokens that stand for the rest, gradients of
x, U and V, Adam on U and V. Prints tokens a second, the median of the steps. With STEP.safetensors, which Step.java
writes, it also says what nats per token it has for the same windows, vectors and adapter over the whole vocabulary.
Needs torch, gguf and safetensors.
"""

import argparse
import math
import statistics
import time

import gguf
import torch
import torch.nn.functional as F
from safetensors.torch import load_file

WINDOWS, C, R, SAMPLED = 128, 16, 16, 1024


class Base:
    """A llama-family base from GGUF in float32; q and k have rotary pairs as neighbours there."""

    def __init__(self, path):
        reader = gguf.GGUFReader(path)
        field = lambda name: reader.get_field("llama." + name).contents()
        self.layers, self.heads, self.kv = field("block_count"), field("attention.head_count"), field("attention.head_count_kv")
        self.eps, self.theta = field("attention.layer_norm_rms_epsilon"), field("rope.freq_base")
        self.w = {t.name: torch.tensor(gguf.quants.dequantize(t.data, t.tensor_type)).float() for t in reader.tensors}
        self.out = self.w.get("output.weight", self.w["token_embd.weight"])  # [V, W]
        self.width = self.out.shape[1]

    def norm(self, h, name):
        return F.rms_norm(h, (self.width,), self.w[name + ".weight"], self.eps)

    def rotate(self, t):  # [B, H, C, d]
        d = t.shape[-1]
        angle = torch.arange(t.shape[2])[:, None] * self.theta ** (-torch.arange(0, d, 2) / d)
        even, odd = t[..., 0::2], t[..., 1::2]
        turned = even * angle.cos() - odd * angle.sin(), even * angle.sin() + odd * angle.cos()
        return torch.stack(turned, -1).flatten(-2)

    def block(self, h, layer, delta):
        b, c, _ = h.shape
        linear = lambda t, kind: F.linear(t, self.w[f"blk.{layer}.{kind}.weight"])
        split = lambda t, heads: t.view(b, c, heads, -1).transpose(1, 2)
        n = self.norm(h, f"blk.{layer}.attn_norm")
        q, k = self.rotate(split(linear(n, "attn_q"), self.heads)), self.rotate(split(linear(n, "attn_k"), self.kv))
        v = split(linear(n, "attn_v"), self.kv)
        attended = F.scaled_dot_product_attention(q, k, v, is_causal=True, enable_gqa=True)
        h = h + linear(attended.transpose(1, 2).reshape(b, c, -1), "attn_output")
        n = self.norm(h, f"blk.{layer}.ffn_norm")
        g = F.silu(linear(n, "ffn_gate")) * linear(n, "ffn_up")
        return h + linear(g, "ffn_down") + (delta(layer, g) if delta else 0)

    def blocks(self, h, first, last, delta=None):
        for layer in range(first, last):
            h = self.block(h, layer, delta)
        return h


def down(u, v, a, x):
    """delta(layer, h): (h V' + x * (h A')) U' with one x a row; u, v, a by layer, x [B, r]."""
    return lambda layer, h: F.linear(F.linear(h, v[layer]) + x[:, None] * F.linear(h, a[layer]), u[layer])


def losses(base, h, targets, weight, offset):
    """Nats of each target, in the vocabulary whose rows and offsets are given; h [B, C, W], targets [B, C-1]."""
    hidden = base.norm(h[:, :-1].reshape(-1, base.width), "output_norm")
    return F.cross_entropy(F.linear(hidden, weight) + offset, targets.reshape(-1), reduction="none")


def compare(base, path):
    """The losses that ours has for some windows, from their ids on."""
    t = load_file(path)
    ids, first = t["ids"], int(t["layer"][0])
    part = lambda letter: {l: t[f"{l}.down.{letter}"] for l in range(first, base.layers)}
    with torch.no_grad():
        h = base.blocks(base.w["token_embd.weight"][ids], 0, first)
        h = base.blocks(h, first, base.layers, down(part("U"), part("V"), part("A"), t["x"]))
        nll = losses(base, h, ids[:, 1:], base.out, 0).view(len(ids), -1).sum(1)
    print(f"NLL, nats per token {nll.sum() / (ids.numel() - len(ids)):.4f}, ours {t['nll'].sum() / (ids.numel() - len(ids)):.4f}, "
          f"largest difference of a window {(nll - t['nll']).abs().max():.4f}")


def measure(base, steps):
    torch.manual_seed(1)
    first = base.layers - max(1, base.layers // 5)
    wide = base.w["blk.0.ffn_down.weight"].shape[1]
    upper = range(first, base.layers)
    u = {l: (torch.randn(base.width, R) * 0.01).requires_grad_() for l in upper}
    v = {l: torch.zeros(R, wide).requires_grad_() for l in upper}
    a = {l: torch.randn(R, wide) * 0.01 for l in upper}
    adam = torch.optim.Adam([*u.values(), *v.values()], lr=1e-4, betas=(0.9, 0.98))
    with torch.no_grad():  # activations as a text of any tokens has them
        entering = base.blocks(base.w["token_embd.weight"][torch.randint(len(base.out) // 4, (WINDOWS, C))], 0, first)
    own, rest = len(base.out) // 4, len(base.out) - len(base.out) // 4
    weight = torch.cat([base.out[:own], base.out[own + torch.randperm(rest)[:SAMPLED]]])
    offset = torch.cat([torch.zeros(own), torch.full((SAMPLED,), math.log(rest / SAMPLED))])
    times = []
    for _ in range(steps):
        targets = torch.randint(own, (WINDOWS, C - 1))
        start = time.perf_counter()
        x = torch.zeros(WINDOWS, R).requires_grad_()
        adam.zero_grad()
        loss = losses(base, base.blocks(entering, first, base.layers, down(u, v, a, x)), targets, weight, offset)
        loss.sum().backward()
        outer = x.grad.T @ x.grad  # what the Fisher matrix gathers
        adam.step()
        times.append(time.perf_counter() - start)
    assert outer.isfinite().all()
    seconds = statistics.median(times[2:])
    print(f"torch {torch.__version__}, {torch.get_num_threads()} threads: a step {1000 * seconds:.1f} ms, "
          f"{WINDOWS * C / seconds:.0f} tokens/s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base")
    parser.add_argument("compared", nargs="?")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    parser.add_argument("--steps", type=int, default=12)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    opened = Base(options.base)
    if options.compared:
        compare(opened, options.compared)
    measure(opened, options.steps)
