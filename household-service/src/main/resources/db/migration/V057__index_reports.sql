-- Reports count whole deployments by village: one pass over an index that holds all that is asked for.
-- Members are counted in one pass over their table: a further index there would cost every import more than it saves.
ALTER TABLE household ADD KEY household_report (region, type, category, main_cause, income_per_capita);
ALTER TABLE measure ADD KEY measure_report (from_day, region, category, funds, household_id, amount);
ALTER TABLE visit ADD KEY visit_report (day, region, manner, reached);
ALTER TABLE risk_alert ADD KEY risk_alert_report (raised_at, region, cleared_at, household_id);
ALTER TABLE risk_case ADD KEY risk_case_report (opened_at, region, state, household_id);
