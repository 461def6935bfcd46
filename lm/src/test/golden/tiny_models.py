"""Tiny seeded models of every architecture, with golden logits and greedy text from transformers.

python tiny_models.py ../resources/base

Writes a folder per model (config.json, model.safetensors or two shards with an index,
tokenizer.json, tokenizer_config.json) and tiny_models.json.
"""

import json
import shutil
import sys
from pathlib import Path

import torch
import transformers
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import AutoModelForCausalLM

COMMON = dict(
    vocab_size=64, hidden_size=16, intermediate_size=24, num_hidden_layers=2, num_attention_heads=4,
    num_key_value_heads=2, max_position_embeddings=128, rms_norm_eps=1e-5, hidden_act="silu",
    bos_token_id=0, eos_token_id=1, pad_token_id=None, initializer_range=0.3,
)
MODELS = {
    "llama": ("Llama", dict(tie_word_embeddings=True, rope_parameters={"rope_type": "default", "rope_theta": 10000.0})),
    "llama-untied": ("Llama", dict(tie_word_embeddings=False, rope_parameters={"rope_type": "default", "rope_theta": 5e5})),
    "llama-biased": ("Llama", dict(tie_word_embeddings=True, attention_bias=True, mlp_bias=True)),
    "llama3-scaled": ("Llama", dict(tie_word_embeddings=True, rope_parameters={
        "rope_type": "llama3", "rope_theta": 100.0, "factor": 8.0, "low_freq_factor": 1.0,
        "high_freq_factor": 4.0, "original_max_position_embeddings": 32})),
    "llama-linear": ("Llama", dict(tie_word_embeddings=True, rope_parameters={
        "rope_type": "linear", "rope_theta": 10000.0, "factor": 4.0})),
    "mistral": ("Mistral", dict(tie_word_embeddings=False, head_dim=8, sliding_window=64)),
    "qwen2": ("Qwen2", dict(tie_word_embeddings=True)),
    "qwen3": ("Qwen3", dict(tie_word_embeddings=True, head_dim=8)),
}
IDS = [[5, 9, 33, 2, 63, 17, 17, 40, 8, 21, 50, 3, 61, 12, 4, 30, 29, 28], [1, 0, 7, 7, 7, 7, 60, 59, 58, 2, 44, 45, 46, 47, 48, 49, 50, 51]]


def tokenizer():
    """64 tokens: two special ones, then letters of the byte-level alphabet and some merges."""
    letters = list("\u0120\u010aabcdefghijklmnopqrstuvwxyzABCDEFGH0123456789.,!?'-")
    merges = [("\u0120", "a"), ("\u0120", "t"), ("t", "h"), ("\u0120t", "h"), ("\u0120th", "e"), ("i", "n"), ("e", "r"), ("o", "n"), ("a", "n")]
    tokens = ["<|start|>", "<|end|>"] + letters + [a + b for a, b in merges]
    assert len(tokens) <= 64, len(tokens)
    t = Tokenizer(models.BPE(vocab={token: i for i, token in enumerate(tokens)}, merges=merges))
    t.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    t.decoder = decoders.ByteLevel()
    t.add_special_tokens(["<|start|>", "<|end|>"])
    return t


def main(out):
    torch.set_num_threads(1)
    golden = {"transformers": transformers.__version__, "ids": IDS, "logits": {}, "greedy": {}}
    for name, (kind, options) in MODELS.items():
        torch.manual_seed(sum(name.encode()))
        config = getattr(transformers, kind + "Config")(**{**COMMON, **options})
        model = AutoModelForCausalLM.from_config(config, attn_implementation="eager").float().eval()
        with torch.no_grad():
            for key, p in model.named_parameters():
                if p.dim() == 1:  # norms and biases: away from the ones and zeros they start at
                    p.add_(torch.randn_like(p) * 0.3)
        folder = out / name
        shutil.rmtree(folder, ignore_errors=True)
        model.save_pretrained(folder, max_shard_size="6KB" if name == "llama-untied" else "1GB")
        (folder / "generation_config.json").unlink(missing_ok=True)
        tokenizer().save(str(folder / "tokenizer.json"))
        (folder / "tokenizer_config.json").write_text(json.dumps({"bos_token": "<|start|>", "eos_token": "<|end|>"}))
        with torch.no_grad():
            logits = model(torch.tensor(IDS)).logits
            golden["logits"][name] = [round(v, 6) for v in logits[:, ::3].flatten().tolist()]
            ids = IDS[0][:5]
            for _ in range(20):
                ids = ids + [model(torch.tensor([ids])).logits[0, -1].argmax().item()]
            golden["greedy"][name] = ids
    (out / "tiny_models.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")


main(Path(sys.argv[1]))
