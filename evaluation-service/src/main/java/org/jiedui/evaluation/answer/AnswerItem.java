package org.jiedui.evaluation.answer;

/** One score for one indicator. */
public record AnswerItem(String indicator, int score) {}
