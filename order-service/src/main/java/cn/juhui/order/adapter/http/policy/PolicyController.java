package cn.juhui.order.adapter.http.policy;

import cn.juhui.contracts.Role;
import cn.juhui.order.adapter.http.access.InputPatterns;
import cn.juhui.order.adapter.http.access.OrderAccess;
import cn.juhui.order.adapter.http.access.OrderProblems;
import cn.juhui.order.application.policy.PolicyCatalogue;
import cn.juhui.order.application.policy.PolicyVersion;
import cn.juhui.order.application.policy.SetPolicy;
import cn.juhui.order.domain.policy.RefundPolicy;
import cn.juhui.platform.http.audit.Changes;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.http.request.Answers;
import cn.juhui.platform.http.request.Cursors;
import cn.juhui.platform.http.request.Page;
import cn.juhui.platform.http.request.PageRequest;
import cn.juhui.platform.http.request.RequestContext;
import cn.juhui.platform.security.Caller;
import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/v1/refund-policies`: the rules board of the help centre. Reading needs no token.
@RestController
@RequestMapping("/v1/refund-policies")
final class PolicyController {

    private final PolicyCatalogue book;
    private final SetPolicy setPolicy;
    private final PolicyViews views;

    PolicyController(PolicyCatalogue book, SetPolicy setPolicy, PolicyViews views) {
        this.book = book;
        this.setPolicy = setPolicy;
        this.views = views;
    }

    @GetMapping
    Page<PolicyView> list(PageRequest page) {
        var all = book.all().stream().map(PolicyVersion::policy).toList();
        var from = page.cursor() == null ? 0 : behind(page.cursor(), all);
        var to = Math.min(from + page.limit(), all.size());
        return new Page<>(
                all.subList(from, to).stream().map(views::view).toList(),
                to == all.size() ? null : Cursors.encode(all.get(to - 1).category()));
    }

    private static int behind(String cursor, List<RefundPolicy> all) {
        var categories = all.stream().map(RefundPolicy::category).toList();
        var last = categories.indexOf(Cursors.decode(cursor, 1).getFirst());
        if (last < 0) {
            throw Cursors.invalid();
        }
        return last + 1;
    }

    @GetMapping("/{category}")
    ResponseEntity<PolicyView> show(@PathVariable String category) {
        return answer(book.current(known(category)));
    }

    /// A new version; the same content again changes nothing.
    @PutMapping("/{category}")
    ResponseEntity<PolicyView> set(
            @PathVariable String category,
            @Valid @RequestBody PolicyView request,
            Caller caller,
            RequestContext context) {
        OrderAccess.require(caller, Role.OPERATOR);
        if (request.category() != null && !request.category().equals(known(category))) {
            throw ProblemException.invalid(InputError.of("/category", "DIFFERS_FROM_PATH"));
        }
        var wanted = request.toPolicy(known(category), ownText(request, category));
        var before = views.view(book.current(category).policy());
        return switch (setPolicy.set(wanted, context.cause(caller.as(Role.OPERATOR)))) {
            case SetPolicy.Answer.Holds(var version) -> {
                Changes.note(before, views.view(version.policy()));
                yield answer(version);
            }
            case SetPolicy.Answer.Faulty(var faults) -> throw OrderProblems.of(faults);
            case SetPolicy.Answer.Stale(var current) -> throw ProblemException.stale(current);
        };
    }

    /// A generated text that was read and sent back is nobody's own words.
    private @Nullable String ownText(PolicyView request, String category) {
        var text = request.text();
        var generated = views.generated(book.current(category).policy());
        return text == null || text.isBlank() || text.equals(generated) ? null : text;
    }

    private ResponseEntity<PolicyView> answer(PolicyVersion version) {
        return Answers.ok(views.view(version.policy()), version.policy().version());
    }

    static String known(String category) {
        if (!category.matches(InputPatterns.CATEGORY)) {
            throw ProblemException.notFound();
        }
        return category;
    }
}
