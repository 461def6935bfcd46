"""The tiny models once more as GGUF, written by the package gguf.

python tiny_ggufs.py ../resources/base

Run after tiny_models.py, whose logits hold for these too. Llama's queries and keys are permuted as
llama.cpp's converter does, and the scaled one carries its factors in rope_freqs.weight.
"""

import json
import math
import sys
from pathlib import Path

import gguf
import numpy as np
from safetensors.numpy import load_file

NAMES = {
    "model.embed_tokens": "token_embd", "model.norm": "output_norm", "lm_head": "output",
    "input_layernorm": "attn_norm", "post_attention_layernorm": "ffn_norm",
    "self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output", "self_attn.q_norm": "attn_q_norm", "self_attn.k_norm": "attn_k_norm",
    "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up", "mlp.down_proj": "ffn_down",
}


def gguf_name(name):
    stem, suffix = name.rsplit(".", 1)
    if stem.startswith("model.layers."):
        _, _, layer, part = stem.split(".", 3)
        return f"blk.{layer}.{NAMES[part]}.{suffix}"
    return f"{NAMES[stem]}.{suffix}"


def permute(w, heads):
    shape = (heads, 2, w.shape[0] // heads // 2, *w.shape[1:])
    return w.reshape(shape).swapaxes(1, 2).reshape(w.shape)


def factors(c, d):
    r, out = c["rope_parameters"], []
    for i in range(d // 2):
        freq = r["rope_theta"] ** (-2 * i / d)
        wave = 2 * math.pi / freq
        low = r["original_max_position_embeddings"] / r["low_freq_factor"]
        high = r["original_max_position_embeddings"] / r["high_freq_factor"]
        if wave < high:
            out.append(1.0)
        elif wave > low:
            out.append(r["factor"])
        else:
            smooth = (r["original_max_position_embeddings"] / wave - r["low_freq_factor"]) / (r["high_freq_factor"] - r["low_freq_factor"])
            out.append(1 / ((1 - smooth) / r["factor"] + smooth))
    return np.array(out, np.float32)


def write(out, name, arch):
    c = json.loads((out / name / "config.json").read_text())
    t = json.loads((out / name / "tokenizer.json").read_text())
    tensors = {}
    for f in sorted((out / name).glob("*.safetensors")):
        tensors |= load_file(f)
    w = gguf.GGUFWriter(out / f"{name}.gguf", arch)
    w.add_name(name)
    w.add_block_count(c["num_hidden_layers"])
    w.add_context_length(c["max_position_embeddings"])
    w.add_embedding_length(c["hidden_size"])
    w.add_feed_forward_length(c["intermediate_size"])
    w.add_head_count(c["num_attention_heads"])
    w.add_head_count_kv(c["num_key_value_heads"])
    d = c.get("head_dim") or c["hidden_size"] // c["num_attention_heads"]
    w.add_key_length(d)
    w.add_value_length(d)
    w.add_layer_norm_rms_eps(c["rms_norm_eps"])
    w.add_rope_freq_base(c["rope_parameters"]["rope_theta"])
    tokens = sorted(t["model"]["vocab"], key=t["model"]["vocab"].get)
    w.add_tokenizer_model("gpt2")
    w.add_tokenizer_pre("gpt-2")
    w.add_token_list(tokens)
    w.add_token_types([3, 3] + [1] * (len(tokens) - 2))
    w.add_token_merges([" ".join(m) for m in t["model"]["merges"]])
    w.add_bos_token_id(0)
    w.add_eos_token_id(1)
    if arch == "llama" and c["rope_parameters"]["rope_type"] == "llama3":
        w.add_tensor("rope_freqs.weight", factors(c, d))
    for key, value in sorted(tensors.items()):
        if arch == "llama" and "q_proj" in key:
            value = permute(value, c["num_attention_heads"])
        if arch == "llama" and "k_proj" in key:
            value = permute(value, c["num_key_value_heads"])
        w.add_tensor(gguf_name(key), np.ascontiguousarray(value))
    w.write_header_to_file()
    w.write_kv_data_to_file()
    w.write_tensors_to_file()
    w.close()


for model, architecture in {"llama-biased": "llama", "llama3-scaled": "llama", "mistral": "llama", "qwen2": "qwen2", "qwen3": "qwen3"}.items():
    write(Path(sys.argv[1]), model, architecture)
