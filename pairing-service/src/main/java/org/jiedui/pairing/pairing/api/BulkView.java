package org.jiedui.pairing.pairing.api;

import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.pairing.pairing.BulkItem;

/** What became of many: a summary that never says success when something was refused, and each item in order. */
public record BulkView(BulkItem.Summary status, boolean dryRun, long done, long refused, List<ItemView> items) {
    /** One item; {@code position} counts from 0, {@code problem} only when refused. */
    public record ItemView(int position, BulkItem.Status status, UUID pairingId, ItemProblem problem) {
        static ItemView of(BulkItem.Outcome outcome, boolean chinese) {
            return new ItemView(
                    outcome.position(),
                    outcome.status(),
                    outcome.pairingId(),
                    outcome.code() == null
                            ? null
                            : new ItemProblem(
                                    outcome.code(),
                                    chinese ? outcome.detailZh() : outcome.detailEn(),
                                    outcome.reasons().stream()
                                            .map(reason -> ItemReason.of(reason, chinese))
                                            .toList()));
        }
    }

    /** Why an item was refused: the code that the single call would have answered. */
    public record ItemProblem(String code, String message, List<ItemReason> reasons) {}

    /** One of the reasons. */
    public record ItemReason(String code, String message) {
        static ItemReason of(Reason reason, boolean chinese) {
            return new ItemReason(reason.code(), chinese ? reason.zh() : reason.en());
        }
    }
}
