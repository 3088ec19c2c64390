-- What is answered is overdue no more. Words for it; changed by POST /api/v1/templates.
UPDATE reminder_rule SET stops = CONCAT(stops, ',request-answered:requestId'), version = version + 1
  WHERE code = 'REQUEST_OVERDUE' AND author = 'shipped';
INSERT INTO template (id, event_type, channel, revision, title_zh, body_zh, title_en, body_en, author, created_at, version) VALUES
  (UNHEX('0193e0c4b000700080000000000000f2'), 'request-answered', 'INBOX', 1, '诉求已答复', '{region} 的诉求（{kind}，{category}）已答复，请向诉求人了解是否满意。', 'Request answered', 'A request in {region} ({kind}, {category}) was answered; ask whether the asker is content.', 'shipped', '2026-01-01', 0),
  (UNHEX('0193e0c4b000700080000000000000f3'), 'request-answered', 'EMAIL', 1, '【结对帮扶】诉求已答复', '{region} 的诉求（{kind}，{category}）已答复，请向诉求人了解是否满意。', '[Jiedui] Request answered', 'A request in {region} ({kind}, {category}) was answered; ask whether the asker is content.', 'shipped', '2026-01-01', 0);
