package cn.juhui.refund.adapter.http.bulk;

import cn.juhui.contracts.Role;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.refund.adapter.http.RefundBodies.Rejection;
import cn.juhui.refund.adapter.http.RefundBodies.RulingBody;
import cn.juhui.refund.domain.Command;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What callers may send to decide many cases at once.
public final class BulkBodies {

    static final int MAX_ROWS = 100;

    private BulkBodies() {}

    /// What is done to every row.
    public enum BulkAction {
        APPROVE(Role.MERCHANT),
        REJECT(Role.MERCHANT),
        TAKE(Role.AGENT),
        RULING(Role.AGENT);

        final Role role;

        BulkAction(Role role) {
            this.role = role;
        }
    }

    /// @param version the case as the caller saw it
    record Row(@NotNull @Size(min = 1, max = 100) String id, @NotNull @Min(1) Long version) {}

    /// @param dryRun only tell what would become of each row
    /// @param rejection with REJECT, for all rows
    /// @param ruling with RULING, for all rows
    record Bulk(
            @NotNull BulkAction action,
            @NotEmpty @Size(max = MAX_ROWS) List<@NotNull @Valid Row> rows,
            @Nullable Boolean dryRun,
            @Nullable @Valid Rejection rejection,
            @Nullable @Valid RulingBody ruling) {

        boolean isDryRun() {
            return Boolean.TRUE.equals(dryRun);
        }

        /// What every row is told.
        ///
        /// @throws ProblemException 400 when the action lacks its details, comes with another's, or a case comes twice
        Command command() {
            onlyWith("/rejection", rejection, action == BulkAction.REJECT);
            onlyWith("/ruling", ruling, action == BulkAction.RULING);
            eachOnce();
            return switch (action) {
                case APPROVE -> new Command.Approve(null);
                case REJECT -> rejection(Objects.requireNonNull(rejection));
                case TAKE -> new Command.Take();
                case RULING -> ruling(Objects.requireNonNull(ruling));
            };
        }

        private static void onlyWith(String pointer, @Nullable Object details, boolean wanted) {
            if (wanted != (details != null)) {
                throw ProblemException.invalid(
                        InputError.of(pointer, wanted ? "REQUIRED" : "UNKNOWN_MEMBER"));
            }
        }

        private void eachOnce() {
            var seen = new HashSet<String>();
            for (var i = 0; i < rows.size(); i++) {
                if (!seen.add(rows.get(i).id())) {
                    throw ProblemException.invalid(InputError.of("/rows/" + i + "/id", "REPEATED"));
                }
            }
        }

        private static Command rejection(Rejection body) {
            return new Command.Reject(body.code(), body.text());
        }

        private static Command ruling(RulingBody body) {
            return new Command.Rule(
                    body.decision(),
                    body.ratio(),
                    body.amount(),
                    body.rule(),
                    body.text(),
                    body.costBearer());
        }
    }
}
