"""Golden token ids from llama.cpp (through the package xllamacpp), special tokens not parsed.

python tokenizers_golden.py SmolLM2-135M-Instruct.Q4_1.gguf ../resources/base

Writes tokenizers.json: ids of hard texts for the real base's vocabulary under every pre-tokenizer,
and sentencepiece.gguf with its own ids: a small vocabulary of the other kind.
(Transformers ignores the pre-tokenizer `smollm`, so that its digits come out wrong.)
"""

import json
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

import gguf
import numpy as np

TEXTS = [
    "The town of Arlen lies on a river.",
    "In 1234 there were 56,789.01 people (and 7 dogs).",
    "don't I'll WE'VE you're SHE'S 'tis",
    "  two leading spaces, trailing  ",
    "tab\there\n\n\nnewlines\r\nand\r\n  indented",
    "def f(x_1):\n    return x_1 ** 2  # square\n\n\tif (a&&b) { y += 0x1F; }",
    "emoji \U0001f600\U0001f44d\U0001f3fd and family \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\u4e2d\u6587\u5b57\u7b26\uff0c\u6df7\u5408 English \u548c 123\u3002",
    "na\u00efve caf\u00e9 Stra\u00dfe \u0141\u00f3d\u017a \u0645\u0631\u062d\u0628\u0627 \u043f\u0440\u0438\u0432\u0435\u0442 \u0939\u093f\u0928\u094d\u0926\u0940",
    "a<|im_start|>user\nHello<|im_end|>b <|endoftext|> <s> </s> [INST]",
    "https://example.org/a?b=c&d=%20#frag user@mail.net",
    "$1,000.00 \u2014 \u00ab quoted \u00bb \u201ccurly\u201d \u2026 \u00bd x\u00b2 \u2164",
    "CamelCaseWords and snake_case_words, ALLCAPS iPhone15Pro",
    "     ",
    "\n",
    "a",
    "\u3000ideographic\u00a0space\u2009thin",
    "x" * 50,
]

SERVER = """
import json, sys, urllib.request, xllamacpp
p = xllamacpp.CommonParams()
p.model.path = sys.argv[1]
p.n_ctx = 256
p.cpuparams.n_threads = 1
p.warmup = False
s = xllamacpp.Server(p)
ids = []
for text in json.load(open(sys.argv[2])):
    body = json.dumps({"content": text, "add_special": False, "parse_special": False}).encode()
    r = urllib.request.Request(s.listening_address + "/tokenize", body, {"Content-Type": "application/json"})
    ids.append(json.load(urllib.request.urlopen(r))["tokens"])
json.dump(ids, open(sys.argv[3], "w"))
"""


def ask(model, texts, folder):
    (folder / "texts").write_text(json.dumps(texts))
    subprocess.run(
        [sys.executable, "-c", SERVER, str(model), str(folder / "texts"), str(folder / "ids")],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return json.loads((folder / "ids").read_text())


def tiny(path, tokens, add_vocabulary, width=32):
    """A llama of one layer, random but for its vocabulary."""
    random = np.random.default_rng(0)
    w = gguf.GGUFWriter(path, "llama")
    w.add_block_count(1)
    w.add_context_length(256)
    w.add_embedding_length(width)
    w.add_feed_forward_length(32)
    w.add_head_count(2)
    w.add_head_count_kv(1)
    w.add_layer_norm_rms_eps(1e-5)
    w.add_rope_freq_base(10000.0)
    w.add_vocab_size(tokens)
    add_vocabulary(w)
    half = width // 2
    shapes = {
        "token_embd": (tokens, width), "blk.0.attn_q": (width, width), "blk.0.attn_k": (half, width),
        "blk.0.attn_v": (half, width), "blk.0.attn_output": (width, width), "blk.0.ffn_gate": (32, width),
        "blk.0.ffn_up": (32, width), "blk.0.ffn_down": (width, 32),
    }
    for name, shape in shapes.items():
        w.add_tensor(name + ".weight", gguf.quants.quantize(
            random.standard_normal(shape).astype(np.float32) * 0.1, gguf.GGMLQuantizationType.Q8_0),
            raw_dtype=gguf.GGMLQuantizationType.Q8_0)
    for name in ("output_norm", "blk.0.attn_norm", "blk.0.ffn_norm"):
        w.add_tensor(name + ".weight", np.ones(width, np.float32))
    w.write_header_to_file()
    w.write_kv_data_to_file()
    w.write_tensors_to_file()
    w.close()


def byte_level(fields, pre):
    def add(w):
        w.add_tokenizer_model("gpt2")
        w.add_tokenizer_pre(pre)
        w.add_token_list(fields["tokenizer.ggml.tokens"].contents())
        w.add_token_types(fields["tokenizer.ggml.token_type"].contents())
        w.add_token_merges(fields["tokenizer.ggml.merges"].contents())
        w.add_bos_token_id(1)
        w.add_eos_token_id(2)
    return add


def sentence_piece():
    """Pieces learned from these very texts, best first, in the form of a Llama 2 vocabulary."""
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers
    t = Tokenizer(models.BPE())
    t.pre_tokenizer = pre_tokenizers.Metaspace()
    t.train_from_iterator(TEXTS, trainers.BpeTrainer(vocab_size=500, show_progress=False))
    learned = [p for p, _ in sorted(t.get_vocab().items(), key=lambda kv: kv[1])]
    # longer pieces come later in a BPE vocabulary, single letters last, as SentencePiece has it
    learned = [p for p in learned if len(p) > 1] + [p for p in learned if len(p) == 1][:150]
    tokens = ["<unk>", "<s>", "</s>"] + [f"<0x{b:02X}>" for b in range(256)] + learned + ["<tool>", "<|im_start|>"]
    types = [2, 3, 3] + [6] * 256 + [1] * len(learned) + [4, 3]
    scores = [0.0] * 259 + [-float(i) for i in range(len(learned))] + [0.0, 0.0]

    def add(w):
        w.add_tokenizer_model("llama")
        w.add_tokenizer_pre("default")
        w.add_token_list(tokens)
        w.add_token_scores(scores)
        w.add_token_types(types)
        w.add_bos_token_id(1)
        w.add_eos_token_id(2)
        w.add_unk_token_id(0)
    return tokens, add


def main(base, out):
    fields = gguf.GGUFReader(base).fields
    count = len(fields["tokenizer.ggml.tokens"].contents())
    golden = {"texts": TEXTS, "ids": {}}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for pre in ("smollm", "gpt-2", "llama-bpe", "qwen2", "tekken"):
            tiny(folder / "m.gguf", count, byte_level(fields, pre))
            golden["ids"][pre] = ask(folder / "m.gguf", TEXTS, folder)
        tokens, add = sentence_piece()
        tiny(out / "sentencepiece.gguf", len(tokens), add)
        golden["sentencepieceTexts"] = TEXTS + ["use <tool> here<tool>"]
        golden["ids"]["sentencepiece"] = ask(out / "sentencepiece.gguf", golden["sentencepieceTexts"], folder)
    (out / "tokenizers.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")


main(Path(sys.argv[1]), Path(sys.argv[2]))
