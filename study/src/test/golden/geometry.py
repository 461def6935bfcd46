"""Writes geometry.json: what scikit-learn measures on seeded random vectors.

    python geometry.py > geometry.json
"""

import json

import numpy as np
from sklearn.cluster import KMeans
from sklearn.metrics import normalized_mutual_info_score
from sklearn.model_selection import LeaveOneOut, cross_val_score
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import normalize

random = np.random.default_rng(5)


def vectors_and_labels(classes, each, width, spread):
    """Classes around random centres; lengths vary, for they must not matter."""
    centres = random.normal(size=(classes, width))
    labels = np.repeat(np.arange(classes), each)
    vectors = centres[labels] + spread * random.normal(size=(len(labels), width))
    vectors *= random.uniform(0.5, 4, size=(len(labels), 1))
    return np.round(vectors, 4), labels


def measured(name, vectors, labels):
    knn = KNeighborsClassifier(5, metric="cosine", algorithm="brute")
    directions = normalize(vectors)
    classes = len(set(labels))
    fits = [KMeans(classes, n_init=20, random_state=seed).fit(directions) for seed in range(10)]
    return {
        "name": name,
        "vectors": vectors.tolist(),
        "labels": [f"label {label}" for label in labels],
        "knn": cross_val_score(knn, vectors, labels, cv=LeaveOneOut()).mean(),
        "nmi": np.mean([normalized_mutual_info_score(labels, fit.labels_) for fit in fits]),
        "inertia": min(fit.inertia_ for fit in fits),
    }


def information(a, b):
    return {"a": a, "b": b, "nmi": normalized_mutual_info_score(a, b)}


print(
    json.dumps(
        {
            "geometry": [
                measured("apart", *vectors_and_labels(3, 15, 6, 0.2)),
                measured("touching", *vectors_and_labels(4, 20, 6, 0.7)),
                measured("mixed", *vectors_and_labels(5, 20, 6, 1.1)),
            ],
            "information": [
                information([0, 0, 1, 1, 2, 2], [1, 1, 0, 0, 2, 2]),
                information([0, 0, 1, 1, 2, 2], [0, 1, 0, 1, 0, 1]),
                information([0, 0, 0, 1, 1, 2], [0, 0, 1, 1, 1, 1]),
                information([0, 0, 0, 0], [0, 0, 0, 0]),
                information([0, 0, 0, 0], [0, 1, 2, 3]),
            ],
        }
    )
)
