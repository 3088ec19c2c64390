-- The shipped templates and the practice of domain.md 5.7 as defaults.

INSERT INTO evaluation_template (id, code, number, name_zh, name_en, subject_role, state, sections, created_at, updated_at, version)
VALUES (UNHEX('019ab000000070008000000000000001'), 'MENTOR', 1, '导师评议', 'Evaluation of mentors', 'MENTOR', 'RELEASED',
  '[{"path": "PARTNER", "indicators": [{"code": "GUIDANCE", "zh": "指导质量", "en": "Quality of guidance", "weight": 40, "min": 1, "max": 5, "mandatory": true, "rubric": "5 很好 · 4 好 · 3 一般 · 2 较差 · 1 差"}, {"code": "EXAMPLE", "zh": "言传身教", "en": "Sets an example", "weight": 30, "min": 1, "max": 5, "mandatory": true, "rubric": "5 很好 · 4 好 · 3 一般 · 2 较差 · 1 差"}, {"code": "AVAILABILITY", "zh": "帮带投入", "en": "Time given", "weight": 30, "min": 1, "max": 5, "mandatory": true, "rubric": "5 很好 · 4 好 · 3 一般 · 2 较差 · 1 差"}]}, {"path": "SELF", "indicators": [{"code": "GOALS", "zh": "帮带目标完成", "en": "Goals met", "weight": 60, "min": 0, "max": 100, "mandatory": true, "rubric": null}, {"code": "METHODS", "zh": "六法运用", "en": "Use of the six methods", "weight": 40, "min": 0, "max": 100, "mandatory": true, "rubric": null}]}, {"path": "OFFICE", "indicators": [{"code": "RESULTS", "zh": "帮带成效", "en": "Results", "weight": 50, "min": 0, "max": 100, "mandatory": true, "rubric": null}, {"code": "RECORDS", "zh": "台账规范", "en": "Records kept", "weight": 30, "min": 0, "max": 100, "mandatory": true, "rubric": null}, {"code": "SUGGESTIONS", "zh": "意见建议", "en": "Suggestions made", "weight": 20, "min": 0, "max": 100, "mandatory": false, "rubric": null}]}]',
  '2026-01-01 00:00:00', '2026-01-01 00:00:00', 0);

INSERT INTO evaluation_template (id, code, number, name_zh, name_en, subject_role, state, sections, created_at, updated_at, version)
VALUES (UNHEX('019ab000000070008000000000000002'), 'MENTEE', 1, '帮带对象评议', 'Evaluation of mentees', 'MENTEE', 'RELEASED',
  '[{"path": "PARTNER", "indicators": [{"code": "GROWTH", "zh": "能力提升", "en": "Growth", "weight": 50, "min": 1, "max": 5, "mandatory": true, "rubric": "5 很好 · 4 好 · 3 一般 · 2 较差 · 1 差"}, {"code": "ATTITUDE", "zh": "学习态度", "en": "Attitude", "weight": 30, "min": 1, "max": 5, "mandatory": true, "rubric": "5 很好 · 4 好 · 3 一般 · 2 较差 · 1 差"}, {"code": "HOMEWORK", "zh": "作业完成", "en": "Homework", "weight": 20, "min": 1, "max": 5, "mandatory": true, "rubric": "5 很好 · 4 好 · 3 一般 · 2 较差 · 1 差"}]}, {"path": "SELF", "indicators": [{"code": "GOALS", "zh": "成长目标完成", "en": "Goals met", "weight": 100, "min": 0, "max": 100, "mandatory": true, "rubric": null}]}, {"path": "PEERS", "indicators": [{"code": "COOPERATION", "zh": "团结协作", "en": "Co-operation", "weight": 50, "min": 1, "max": 5, "mandatory": true, "rubric": "5 很好 · 4 好 · 3 一般 · 2 较差 · 1 差"}, {"code": "SERVICE", "zh": "服务群众", "en": "Service to people", "weight": 50, "min": 1, "max": 5, "mandatory": true, "rubric": "5 很好 · 4 好 · 3 一般 · 2 较差 · 1 差"}]}]',
  '2026-01-01 00:00:00', '2026-01-01 00:00:00', 0);

INSERT INTO evaluation_template (id, code, number, name_zh, name_en, subject_role, state, sections, created_at, updated_at, version)
VALUES (UNHEX('019ab000000070008000000000000003'), 'HELPER', 1, '帮扶责任人评议', 'Evaluation of helpers', 'HELPER', 'RELEASED',
  '[{"path": "UNIT", "indicators": [{"code": "DUTY", "zh": "履职尽责", "en": "Duty done", "weight": 50, "min": 0, "max": 100, "mandatory": true, "rubric": null}, {"code": "VISITS", "zh": "走访到位", "en": "Visits made", "weight": 30, "min": 0, "max": 100, "mandatory": true, "rubric": null}, {"code": "RECORDS", "zh": "台账规范", "en": "Records kept", "weight": 20, "min": 0, "max": 100, "mandatory": true, "rubric": null}]}, {"path": "OFFICE", "indicators": [{"code": "RESULTS", "zh": "帮扶成效", "en": "Results", "weight": 60, "min": 0, "max": 100, "mandatory": true, "rubric": null}, {"code": "POLICY", "zh": "政策落实", "en": "Policies carried out", "weight": 40, "min": 0, "max": 100, "mandatory": true, "rubric": null}]}]',
  '2026-01-01 00:00:00', '2026-01-01 00:00:00', 0);

INSERT INTO evaluation_template (id, code, number, name_zh, name_en, subject_role, state, sections, created_at, updated_at, version)
VALUES (UNHEX('019ab000000070008000000000000004'), 'HOUSEHOLD_SATISFACTION', 1, '群众满意度', 'Satisfaction of the household', 'HELPER', 'RELEASED',
  '[{"path": "HOUSEHOLD", "indicators": [{"code": "KNOWN", "zh": "知晓帮扶人", "en": "Knows the helper", "weight": 20, "min": 1, "max": 5, "mandatory": true, "rubric": "5 很好 · 4 好 · 3 一般 · 2 较差 · 1 差"}, {"code": "VISITED", "zh": "经常走访", "en": "Visited often", "weight": 30, "min": 1, "max": 5, "mandatory": true, "rubric": "5 很好 · 4 好 · 3 一般 · 2 较差 · 1 差"}, {"code": "HELPFUL", "zh": "帮扶有用", "en": "Help was useful", "weight": 40, "min": 1, "max": 5, "mandatory": true, "rubric": "5 很好 · 4 好 · 3 一般 · 2 较差 · 1 差"}, {"code": "RESPECT", "zh": "态度和气", "en": "Respectful", "weight": 10, "min": 1, "max": 5, "mandatory": false, "rubric": "5 很好 · 4 好 · 3 一般 · 2 较差 · 1 差"}]}]',
  '2026-01-01 00:00:00', '2026-01-01 00:00:00', 0);

INSERT INTO path_rule (programme, subject_role, path, valid_from, valid_to, weight, template_code, most_evaluators) VALUES
  ('HOUSEHOLD_HELP', 'HELPER', 'HOUSEHOLD', '2004-01-01', NULL, 40, 'HOUSEHOLD_SATISFACTION', 5),
  ('HOUSEHOLD_HELP', 'HELPER', 'UNIT', '2004-01-01', NULL, 30, 'HELPER', 5),
  ('HOUSEHOLD_HELP', 'HELPER', 'OFFICE', '2004-01-01', NULL, 30, 'HELPER', 5),
  ('MENTORING', 'MENTOR', 'PARTNER', '2004-01-01', NULL, 50, 'MENTOR', 5),
  ('MENTORING', 'MENTOR', 'SELF', '2004-01-01', NULL, 20, 'MENTOR', 5),
  ('MENTORING', 'MENTOR', 'OFFICE', '2004-01-01', NULL, 30, 'MENTOR', 5),
  ('MENTORING', 'MENTEE', 'PARTNER', '2004-01-01', NULL, 50, 'MENTEE', 5),
  ('MENTORING', 'MENTEE', 'SELF', '2004-01-01', NULL, 30, 'MENTEE', 5),
  ('MENTORING', 'MENTEE', 'PEERS', '2004-01-01', NULL, 20, 'MENTEE', 5);

INSERT INTO scoring_rule (programme, valid_from, valid_to, excellent_from, good_from, qualified_from, top_quota, least_meetings, anonymity_k) VALUES
  ('HOUSEHOLD_HELP', '2004-01-01', NULL, 90, 80, 60, 0.150, 10, 5),
  ('MENTORING', '2004-01-01', NULL, 90, 80, 60, 0.150, 10, 5);
