-- Activities are in the change feed from now on, those from before behind everything that is there.
INSERT INTO change_pending (id, resource, resource_id, region, version, operation, changed_at)
SELECT UUID_TO_BIN(UUID()), 'activities', id, region, version, 'UPSERT', recorded_at FROM activity;
