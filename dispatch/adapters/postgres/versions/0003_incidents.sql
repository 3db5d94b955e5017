-- Incidents: what happened where, the call form, and which calls belong to it.
SELECT 1;
