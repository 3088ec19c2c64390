-- PA-01: a minimum on each side. One is what every programme has asked for so far.
ALTER TABLE programme ADD COLUMN min_helped INT NOT NULL DEFAULT 1 AFTER max_helpers;
