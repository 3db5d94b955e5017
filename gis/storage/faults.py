"""Why an import stopped; what was there before is untouched."""


class ImportFault(Exception):
    """The import cannot go on.

    Attributes:
        code: pbf_missing, pbf_unreadable, pbf_cut, pbf_without_roads, region_disk_full,
            search_without_chinese or import_under_way.
        parameters: What the sentence for people needs.
    """

    def __init__(self, code: str, **parameters: object) -> None:
        self.code = code
        self.parameters = parameters
        super().__init__(code)
