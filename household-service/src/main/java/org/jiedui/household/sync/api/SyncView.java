package org.jiedui.household.sync.api;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.sync.SyncResult;

/** Results of a batch, one per operation, in their order. */
@Schema(name = "SyncResults")
public record SyncView(List<SyncResult> results) {}
