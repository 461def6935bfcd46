"""Writes tfidf.json: products of TF-IDF rows and of their leading singular directions, by scikit-learn.

    python tfidf.py > tfidf.json
"""

import json

from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer

# The stop words in these texts stand in scikit-learn's list and in MALLET's.
TEXTS = [
    "The ferry to Harn left the quay at six, and the ferry came back at ten.",
    "A ferry, a quay and two cranes: the harbour of Harn in one picture.",
    "Two cranes on the quay were painted blue; one crane stayed grey.",
    "The council of Harn voted for the quay and against the bridge.",
    "Against the bridge were nine of the council, for the bridge were eight.",
    "Eight goals, nine cards: the cup final of Harn was not a quiet one.",
    "The final was lost, and the cup went to Osk with eight players.",
    "Players of Osk painted the cup blue, said the council in Osk.",
]
DIRECTIONS = 3

rows = TfidfVectorizer(stop_words="english", sublinear_tf=True, min_df=2).fit_transform(TEXTS)
leading = TruncatedSVD(DIRECTIONS, algorithm="arpack", random_state=1).fit_transform(rows)
print(
    json.dumps(
        {
            "texts": TEXTS,
            "directions": DIRECTIONS,
            "products": (rows @ rows.T).toarray().round(8).tolist(),
            "leading": (leading @ leading.T).round(8).tolist(),
        },
        indent=1,
    )
)
