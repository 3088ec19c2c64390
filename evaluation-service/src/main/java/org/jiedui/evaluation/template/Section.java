package org.jiedui.evaluation.template;

import java.util.List;
import org.jiedui.evaluation.EvaluationPath;

/** What one path is asked. */
public record Section(EvaluationPath path, List<Indicator> indicators) {}
