"""The table of `topiclora bench geometry` by scikit-learn, to show that our baselines are not weak.

    python geometry.py CORPUS.jsonl [MAX_DOCUMENTS] [SEED]

Takes the same documents as `--max-documents MAX_DOCUMENTS`. The rows with SMART leave out the stop words that MALLET leaves out:
give them, one a line, in a file named by the variable SMART.
"""

import json
import os
import sys
import time

import numpy as np
from sklearn.cluster import KMeans
from sklearn.decomposition import LatentDirichletAllocation, TruncatedSVD
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.metrics import normalized_mutual_info_score
from sklearn.model_selection import LeaveOneOut, cross_val_score
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import normalize

SEEDS, STARTS = 3, 20


def corpus(path, max_documents):
    with open(path, encoding="utf-8") as lines:
        documents = [document for document in map(json.loads, lines) if document.get("label")]
    count = min(max_documents, len(documents))
    spread = [documents[i * len(documents) // count] for i in range(count)]
    return [document["text"] for document in spread], np.array([document["label"] for document in spread])


def geometry(vectors, labels, seed):
    directions = normalize(vectors)
    knn = KNeighborsClassifier(5, metric="cosine", algorithm="brute")
    accuracy = cross_val_score(knn, directions, labels, cv=LeaveOneOut()).mean()
    clusters = len(set(labels))
    fits = [KMeans(clusters, n_init=STARTS, random_state=seed + s).fit(directions) for s in range(SEEDS)]
    return accuracy, np.mean([normalized_mutual_info_score(labels, fit.labels_) for fit in fits])


def candidates(texts, topics, seed):
    for named, stop_words in stop_lists():
        vectorizer = TfidfVectorizer(stop_words=stop_words, sublinear_tf=True, min_df=2)
        rows = vectorizer.fit_transform(texts)
        for dimensions in (64, 16):
            svd = TruncatedSVD(dimensions, algorithm="arpack", random_state=seed)
            yield f"TF-IDF + SVD {dimensions}{named}", lambda svd=svd, rows=rows: svd.fit_transform(rows)
        counts = CountVectorizer(stop_words=stop_words, min_df=2).fit_transform(texts)
        for k in dict.fromkeys((16, topics)):
            for prior in (None, 1 / k, 0.01):
                lda = LatentDirichletAllocation(
                    k, doc_topic_prior=prior, topic_word_prior=0.01 if prior else None, max_iter=100, random_state=seed
                )
                yield f"LDA, {k} topics, prior {prior}{named}", lambda lda=lda, counts=counts: lda.fit_transform(counts)


def stop_lists():
    yield "", "english"
    if "SMART" in os.environ:
        with open(os.environ["SMART"], encoding="utf-8") as words:
            yield ", SMART", words.read().split()


def main(path, max_documents="1000000", seed="1"):
    texts, labels = corpus(path, int(max_documents))
    print(f"{len(texts)} documents, {len(set(labels))} labels, seed {seed}")
    print(f"{'':44}  kNN-5    NMI  dimensions  seconds")
    for name, vectors in candidates(texts, len(set(labels)), int(seed)):
        start = time.time()
        rows = vectors()
        seconds = time.time() - start
        knn, nmi = geometry(rows, labels, int(seed))
        print(f"{name:44}  {knn:5.3f}  {nmi:5.3f}  {rows.shape[1]:10}  {seconds:7.1f}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
