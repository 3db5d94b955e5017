-- Positions: the latest of each device, and its fixes by day.
SELECT 1;
