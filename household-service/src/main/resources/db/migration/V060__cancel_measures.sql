-- A measure that was noted wrongly or did not take place: it stays readable, gives its money back and counts nowhere.
ALTER TABLE measure
  ADD COLUMN cancelled_at  DATETIME(6)  NULL,
  ADD COLUMN cancelled_by  VARCHAR(64)  NULL,
  ADD COLUMN cancel_reason VARCHAR(500) NULL,
  DROP KEY measure_report,
  ADD KEY measure_report (from_day, region, category, funds, household_id, amount, cancelled_at),
  DROP KEY measure_fund,
  ADD KEY measure_fund (fund_id, cancelled_at, category, amount);

-- Households that exist no more are in no report.
ALTER TABLE household
  DROP KEY household_report,
  ADD KEY household_report (closed_on, region, type, category, main_cause, income_per_capita);

-- Anonymised households are looked for on notices.
ALTER TABLE publicity_entry ADD KEY publicity_entry_household (household_id);
