"""PostgreSQL: tables, repositories, the event log and the door to every change."""
