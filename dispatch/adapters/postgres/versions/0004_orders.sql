-- Vehicles, stations, hospitals, devices and orders.
SELECT 1;
