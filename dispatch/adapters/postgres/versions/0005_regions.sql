-- Regions of the map, their search and their swap.
SELECT 1;
