-- The age of a helper (PA-02) follows from the year of birth; the day of birth is not kept.
ALTER TABLE helper ADD COLUMN birth_year INT NULL AFTER education;
