package org.jiedui.chassis.paging;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;

/** {@code limit} and {@code cursor} of a list; to be used as {@code @BeanParam}. */
public class PageRequest {
    /** Most rows of one page. */
    public static final int MOST = 200;

    @QueryParam("limit")
    @Parameter(
            description = "rows per page, 1 to 200, default 50",
            schema =
                    @Schema(
                            type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.INTEGER,
                            minimum = "1",
                            maximum = "200",
                            defaultValue = "50"))
    String limit;

    @QueryParam("cursor")
    @Parameter(description = "the `next` of the page before")
    String cursor;

    /** For JAX-RS. */
    public PageRequest() {}

    /** For callers that are no request. */
    public PageRequest(int limit, String cursor) {
        this.limit = String.valueOf(limit);
        this.cursor = cursor;
    }

    /** Rows per page, 1–200, default 50; anything else is refused. */
    public int limit() {
        if (limit == null) {
            return 50;
        }
        if (!limit.matches("\\d{1,3}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > MOST) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("?limit", "OUT_OF_RANGE", "应在 1 与 200 之间", "Must be between 1 and 200")));
        }
        return Integer.parseInt(limit);
    }

    /** The keys after which the page begins, empty for the first page; refuses the cursor of another list. */
    public List<String> cursor(String list, String filter) {
        return cursor == null || cursor.isEmpty() ? List.of() : Cursor.decode(list, filter, cursor);
    }
}
