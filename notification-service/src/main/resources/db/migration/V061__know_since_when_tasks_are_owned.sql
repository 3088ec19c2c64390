-- Whoever got the first task of a cycle when it was reopened was told of that task, and need not hear of the reopening too.
-- Owners that are known already, and those that an old replica notes, had theirs before.
ALTER TABLE cycle_task_owner
  ADD COLUMN since DATETIME(6) NOT NULL DEFAULT '2000-01-01' COMMENT 'when the first task was assigned';
