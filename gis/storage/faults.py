"""Why an import stopped; what was there before is untouched."""


class ImportFault(Exception):
    """The import cannot go on.

    Attributes:
        code: pbf_missing, pbf_unreadable, pbf_cut, pbf_without_roads, lon_lat_swapped,
            datum_unknown, datum_elsewhere, region_disk_full, region_memory_full,
            search_without_chinese, import_under_way, region_version_gone, no_region or
            region_without_restrictions.
        parameters: What the sentence for people needs.
    """

    def __init__(self, code: str, **parameters: object) -> None:
        self.code = code
        self.parameters = parameters
        super().__init__(code)
