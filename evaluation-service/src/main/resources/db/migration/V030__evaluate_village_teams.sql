-- Cycles over village teams (EV-03), and the supervisor's path. A rule may name the role that answers; a village's households
-- are found by the village. Weights of teams: served people 40 (households 30, village 10), unit 30, offices above 30.

ALTER TABLE path_rule
  ADD COLUMN assignee_role VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL
    COMMENT 'who answers where no account does, in the division of the role''s level; null: as the path says',
  MODIFY COLUMN most_evaluators INT NOT NULL COMMENT 'peers per mentor group, or households per helped village, at most';

ALTER TABLE pairing_fact ADD KEY pairing_fact_village (helped_region, helped_kind, helped_id);

-- Behind the versions that a province may have made.
INSERT INTO evaluation_template (id, code, number, name_zh, name_en, subject_role, state, sections, created_at, updated_at, version)
SELECT UNHEX('019ab000000070008000000000000006'), 'TEAM', MAX(number) + 1, '驻村工作队评议', 'Evaluation of village teams', 'TEAM', 'RELEASED',
  '[{"path": "UNIT", "indicators": [{"code": "PRESENCE", "zh": "驻村在岗", "en": "Days in the village", "weight": 40, "min": 0, "max": 100, "mandatory": true, "rubric": null}, {"code": "VISITS", "zh": "走访到户", "en": "Households visited", "weight": 30, "min": 0, "max": 100, "mandatory": true, "rubric": null}, {"code": "ORGANISATION", "zh": "建强村党组织", "en": "Village organisation strengthened", "weight": 30, "min": 0, "max": 100, "mandatory": true, "rubric": null}]}, {"path": "OFFICE", "indicators": [{"code": "RESULTS", "zh": "帮扶成效", "en": "Results", "weight": 60, "min": 0, "max": 100, "mandatory": true, "rubric": null}, {"code": "POLICY", "zh": "政策落实", "en": "Policies carried out", "weight": 40, "min": 0, "max": 100, "mandatory": true, "rubric": null}]}, {"path": "HOUSEHOLD", "indicators": [{"code": "KNOWN", "zh": "知晓工作队", "en": "Knows the team", "weight": 30, "min": 1, "max": 5, "mandatory": true, "rubric": "5 很好 · 4 好 · 3 一般 · 2 较差 · 1 差"}, {"code": "HELPFUL", "zh": "帮扶有用", "en": "Help was useful", "weight": 70, "min": 1, "max": 5, "mandatory": true, "rubric": "5 很好 · 4 好 · 3 一般 · 2 较差 · 1 差"}]}, {"path": "PARTNER", "indicators": [{"code": "COOPERATION", "zh": "与村两委协作", "en": "Works with the village committees", "weight": 50, "min": 1, "max": 5, "mandatory": true, "rubric": "5 很好 · 4 好 · 3 一般 · 2 较差 · 1 差"}, {"code": "PROBLEMS", "zh": "为村办实事", "en": "Problems of the village solved", "weight": 50, "min": 1, "max": 5, "mandatory": true, "rubric": "5 很好 · 4 好 · 3 一般 · 2 较差 · 1 差"}]}, {"path": "SUPERVISOR", "indicators": [{"code": "DUTY", "zh": "履行驻村职责", "en": "Duties in the village done", "weight": 60, "min": 0, "max": 100, "mandatory": true, "rubric": null}, {"code": "DISCIPLINE", "zh": "遵守驻村纪律", "en": "Discipline", "weight": 40, "min": 0, "max": 100, "mandatory": true, "rubric": null}]}]',
  '2026-01-01 00:00:00', '2026-01-01 00:00:00', 0
FROM evaluation_template WHERE code = 'TEAM';

INSERT INTO path_rule (programme, subject_role, path, valid_from, valid_to, weight, template_code, most_evaluators) VALUES
  ('VILLAGE_TEAM', 'TEAM', 'HOUSEHOLD', '2015-01-01', NULL, 30, 'TEAM', 30),
  ('VILLAGE_TEAM', 'TEAM', 'PARTNER', '2015-01-01', NULL, 10, 'TEAM', 5),
  ('VILLAGE_TEAM', 'TEAM', 'UNIT', '2015-01-01', NULL, 30, 'TEAM', 5),
  ('VILLAGE_TEAM', 'TEAM', 'OFFICE', '2015-01-01', NULL, 20, 'TEAM', 5),
  ('VILLAGE_TEAM', 'TEAM', 'SUPERVISOR', '2015-01-01', NULL, 10, 'TEAM', 5);

INSERT INTO scoring_rule (programme, valid_from, valid_to, excellent_from, good_from, qualified_from, top_quota, least_meetings, anonymity_k) VALUES
  ('VILLAGE_TEAM', '2015-01-01', NULL, 90, 80, 60, 0.150, 0, 5);
