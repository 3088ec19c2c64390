-- Of a year's two parts (EV-02); the year-end part has the rest of 100.

ALTER TABLE scoring_rule ADD COLUMN half_year_weight INT NOT NULL DEFAULT 30 COMMENT 'percent';
