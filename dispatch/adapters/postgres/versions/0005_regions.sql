-- Regions of the map, their search and their swap.
-- A region's tables live in a schema of their own, region_<id>_<version>, made like those of region_none.
-- The import runs as the owner; the servers read the four views as d120_gis and can change nothing.
CREATE SCHEMA region_none;

CREATE TABLE region_none.road (
    id BIGINT NOT NULL,                 -- of the way in OpenStreetMap
    name TEXT NOT NULL,
    other_name TEXT NOT NULL,           -- in Latin letters, where the source has one
    ref TEXT NOT NULL,
    class TEXT NOT NULL,                -- motorway trunk primary secondary tertiary residential service
    link BOOLEAN NOT NULL,
    oneway SMALLINT NOT NULL,           -- 1 along the line, -1 against it, 0 both ways
    bridge BOOLEAN NOT NULL,
    tunnel BOOLEAN NOT NULL,
    layer SMALLINT NOT NULL,
    geom geometry(LINESTRING,3857) NOT NULL
);

CREATE TABLE region_none.area (
    id BIGINT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,                 -- water green estate industrial campus district
    level SMALLINT NOT NULL,            -- admin_level of a district, else 0
    geom geometry(MULTIPOLYGON,3857) NOT NULL
);

CREATE TABLE region_none.building (
    id BIGINT NOT NULL,
    name TEXT NOT NULL,
    number TEXT NOT NULL,
    geom geometry(MULTIPOLYGON,3857) NOT NULL
);

CREATE TABLE region_none.place (
    id BIGINT NOT NULL,
    name TEXT NOT NULL,
    other_name TEXT NOT NULL,
    kind TEXT NOT NULL,                 -- road crossing estate building landmark hospital station poi
    class TEXT NOT NULL,                -- finer, for the map: city town suburb village school park primary …
    district TEXT NOT NULL,
    detail TEXT NOT NULL,
    weight SMALLINT NOT NULL,           -- the smaller the more important
    key TEXT COLLATE "C" NOT NULL,      -- the name as it is looked up
    alias TEXT COLLATE "C" NOT NULL,    -- a second way to say it, else empty
    parent TEXT COLLATE "C" NOT NULL,   -- key of the road or estate of a building, or of a crossing's first road
    number TEXT COLLATE "C" NOT NULL,   -- of a building; of a crossing the key of its second road
    initials TEXT COLLATE "C" NOT NULL, -- each reading after a blank
    pinyin TEXT COLLATE "C" NOT NULL,   -- each reading after a blank
    bigrams TEXT[] NOT NULL,
    point geometry(POINT,4326) NOT NULL,
    geom geometry(POINT,3857) NOT NULL
);

CREATE VIEW gis.road AS SELECT * FROM region_none.road;
CREATE VIEW gis.area AS SELECT * FROM region_none.area;
CREATE VIEW gis.building AS SELECT * FROM region_none.building;
CREATE VIEW gis.place AS SELECT * FROM region_none.place;

CREATE TABLE gis.region (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    source TEXT NOT NULL,               -- the file's name
    sha256 TEXT NOT NULL,
    datum TEXT NOT NULL,                -- that the file was in; stored is WGS-84 and nothing else
    attribution TEXT NOT NULL,
    west DOUBLE PRECISION NOT NULL,
    south DOUBLE PRECISION NOT NULL,
    east DOUBLE PRECISION NOT NULL,
    north DOUBLE PRECISION NOT NULL,
    roads INTEGER NOT NULL,
    areas INTEGER NOT NULL,
    buildings INTEGER NOT NULL,
    places INTEGER NOT NULL,
    active BOOLEAN NOT NULL,
    imported_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    PRIMARY KEY (id, version)
);
CREATE UNIQUE INDEX region_active ON gis.region (active) WHERE active;

GRANT SELECT ON gis.road, gis.area, gis.building, gis.place, gis.region TO d120_gis;
