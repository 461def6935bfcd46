"""Small tokenizer.json files of three kinds, with golden ids from transformers.

python folder_tokenizers.py ../resources/base

byte-level: special tokens and plain added ones after the model's own; prepend: Llama 2's way;
metaspace: the newer way of the same. Special tokens are not parsed (split_special_tokens).
"""

import json
import sys
from pathlib import Path

from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import PreTrainedTokenizerFast

TEXTS = [
    "the town on the river",
    "  two spaces, a\ttab\nand 123 numbers ",
    "na\u00efve \u4e2d\u6587 \U0001f600",
    "a<s>b</s> <|end|><tool>the<tool> river <|im_start|>",
    "<tool>",
    "",
]
CORPUS = ["the town on the river and the other town", "naive numbers 123, two spaces"] * 3


def byte_level():
    t = Tokenizer(models.BPE())
    t.normalizer = normalizers.NFC()
    t.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    t.decoder = decoders.ByteLevel()
    t.train_from_iterator(CORPUS, trainers.BpeTrainer(
        vocab_size=290, show_progress=False, initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    t.add_tokens([AddedToken("<s>", special=True), AddedToken("<|end|>", special=True)])
    t.add_tokens([AddedToken("<tool>", special=False, normalized=False)])
    t.add_tokens([AddedToken("<|im_start|>", special=True)])
    t.post_processor = processors.TemplateProcessing(single="<s> $A", special_tokens=[("<s>", t.token_to_id("<s>"))])
    return t


def fallback(prepended):
    t = Tokenizer(models.BPE(byte_fallback=True, unk_token="<unk>", fuse_unk=True))
    learn = Tokenizer(models.BPE())
    learn.pre_tokenizer = pre_tokenizers.Metaspace()
    learn.train_from_iterator(CORPUS, trainers.BpeTrainer(vocab_size=60, show_progress=False))
    learned = json.loads(learn.to_str())["model"]
    pieces = ["<unk>", "<s>", "</s>"] + [f"<0x{b:02X}>" for b in range(256)] + list(learned["vocab"])
    t.model = models.BPE(
        vocab={p: i for i, p in enumerate(pieces)}, merges=[tuple(m) for m in learned["merges"]],
        byte_fallback=True, unk_token="<unk>", fuse_unk=True)
    if prepended:
        t.normalizer = normalizers.Sequence([normalizers.Prepend("\u2581"), normalizers.Replace(" ", "\u2581")])
    else:
        t.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="first", split=False)
    t.decoder = decoders.Sequence([decoders.Replace("\u2581", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)])
    t.add_special_tokens(["<unk>", "<s>", "</s>"])
    return t


def main(out):
    golden = {"texts": TEXTS, "ids": {}, "start": {}}
    for name, t in {"byte-level": byte_level(), "prepend": fallback(True), "metaspace": fallback(False)}.items():
        folder = out / "tokenizers" / name
        folder.mkdir(parents=True, exist_ok=True)
        t.save(str(folder / "tokenizer.json"))
        settings = {"bos_token": {"content": "<s>", "lstrip": False}, "eos_token": "</s>" if name != "byte-level" else "<|end|>"}
        (folder / "tokenizer_config.json").write_text(json.dumps(settings))
        fast = PreTrainedTokenizerFast(tokenizer_file=str(folder / "tokenizer.json"))
        golden["ids"][name] = [fast(x, add_special_tokens=False, split_special_tokens=True)["input_ids"] for x in TEXTS]
        golden["start"][name] = [t.token_to_id("<s>"), t.token_to_id(settings["eos_token"])]
    (out / "folder_tokenizers.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")


main(Path(sys.argv[1]))
