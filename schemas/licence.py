"""Whose the data is: licence and sources, as every exported file states them.

Which table holds what stands with the models; whose the words of the seeds are stands in NOTICE.
"""

LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0; quoted words belong to the articles' publishers",
}
SOURCES = (
    {"title": "The news articles listed in articles.csv"},
    {"title": "Place names and coordinates: GeoNames", "path": "https://www.geonames.org"},
)


def file_metadata(version: str, description: str) -> dict[str, str]:
    """What a file says of itself: version of the data, what a row is, sources, licence."""
    return {
        "title": "bilan",
        "version": version,
        "description": description,
        "source": "; ".join(source["title"] for source in SOURCES),
        "licence": f"{LICENCE['name']} ({LICENCE['path']}): {LICENCE['title']}",
    }
