package cn.juhui.embeddedmongo.index;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Chooses the index that has to look at the fewest documents. It knows how many entries a run has, since the maps count them.
public final class Planner {
    /// Reading the whole collection in its own order is cheaper, per document, than by way of an index.
    private static final double SCAN_COST = 0.5;

    private static final double SORT_COST = 0.3;

    private Planner() {}

    /// @param wanted how many matching documents are needed (skip and limit), or 0 for all of them
    /// @param size how many documents there are
    /// @return the best plan, or null to read the whole collection
    public static @Nullable Plan plan(
            Collection<? extends OrderedIndex> indexes,
            Document query,
            @Nullable Document orderBy,
            int wanted,
            long size) {
        boolean wantsOrder =
                orderBy != null && !orderBy.isEmpty() && !orderBy.containsKey("$natural");
        Document order = wantsOrder && orderBy != null ? orderBy : new Document();
        List<Filter> branches = Filter.branchesOf(query);
        List<Plan> plans = new ArrayList<>();
        for (OrderedIndex index : indexes) {
            if (mayUse(index, branches, query)) {
                plans.add(planOn(index, branches, order));
            }
        }
        long matching = plans.stream().mapToLong(Plan::entries).min().orElse(size);
        Plan best = null;
        double least = (size * SCAN_COST) + (wantsOrder ? size * SORT_COST : 0);
        for (Plan plan : plans) {
            double cost = cost(plan, wantsOrder, wanted, Math.min(matching, size));
            if (cost < least || (cost == least && best != null && narrower(plan, best))) {
                best = plan;
                least = cost;
            }
        }
        return best;
    }

    private static boolean narrower(Plan plan, Plan best) {
        return fixedFields(plan.ranges()) > fixedFields(best.ranges());
    }

    private static int fixedFields(List<ScanRange> ranges) {
        return ranges.stream().mapToInt(ScanRange::fixedFields).min().orElse(0);
    }

    private static double cost(Plan plan, boolean wantsOrder, int wanted, long matching) {
        double entries = plan.entries();
        if (wantsOrder && !plan.isSorted()) {
            return entries * (1 + SORT_COST);
        }
        // Those that match are assumed to be spread evenly, so a few of them are found early.
        return wanted == 0 ? entries : Math.min(entries, wanted * entries / Math.max(1, matching));
    }

    /// A sparse index misses documents, and so does a partial one; it must not be asked for those.
    private static boolean mayUse(OrderedIndex index, List<Filter> branches, Document query) {
        return index.containsAllThatMatch(query)
                && (!index.isSparseIndex()
                        || branches.stream().allMatch(branch -> needsAField(index, branch)));
    }

    private static boolean needsAField(OrderedIndex index, Filter branch) {
        return index.fields().stream()
                .anyMatch(field ->
                        branch.on(field.path()).stream().anyMatch(Condition::needsTheField));
    }

    private static Plan planOn(OrderedIndex index, List<Filter> branches, Document order) {
        List<ScanRange> ranges = new ArrayList<>();
        branches.forEach(branch -> ranges.addAll(ScanRange.of(index, branch)));
        long entries = 0;
        for (ScanRange range : ranges) {
            entries += range.count(index.entries());
        }
        boolean multikey = index.multikeyFields() != 0;
        int fixed = fixedFields(ranges);
        boolean mayRepeat = multikey || branches.size() > 1;
        if (!order.isEmpty() && !multikey) {
            for (int first = 0; first <= fixed; first++) {
                Boolean backwards = directionFor(index.fields(), first, order);
                if (backwards != null) {
                    return new Plan(index, ranges, mayRepeat, first, backwards, entries);
                }
            }
        }
        return new Plan(index, ranges, mayRepeat, -1, false, entries);
    }

    /// Whether the index must be read backwards to be in that order from field `first` on; null when it never is.
    private static @Nullable Boolean directionFor(
            List<IndexedField> fields, int first, Document order) {
        Boolean backwards = null;
        int i = first;
        for (Map.Entry<String, Object> wanted : order.entrySet()) {
            if (i > fields.size() || !(wanted.getValue() instanceof Number direction)) {
                return null;
            }
            // Behind its last field an index goes on with the documents' _id, in that field's
            // direction.
            IndexedField field =
                    i < fields.size()
                            ? fields.get(i)
                            : new IndexedField("_id", fields.getLast().ascending());
            boolean turned = field.ascending() != direction.intValue() > 0;
            if (!field.path().equals(wanted.getKey())
                    || (backwards != null && backwards != turned)) {
                return null;
            }
            backwards = turned;
            i++;
            if (field.path().equals("_id")) {
                return backwards;
            }
        }
        return backwards;
    }
}
