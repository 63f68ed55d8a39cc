package cn.juhui.platform.http.audit;

import cn.juhui.platform.json.StateMapper;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/// What a request changed, for [AuditInterceptor].
public final class Changes {

    static final String BEFORE = Changes.class.getName() + ".before";
    static final String AFTER = Changes.class.getName() + ".after";

    private Changes() {}

    /// Says how something was before this request, and how it is now. Outside of a request nobody hears it.
    ///
    /// @param before becomes plain JSON, and so does `after`
    public static void note(Object before, Object after) {
        var request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(
                    BEFORE, StateMapper.toTree(before), RequestAttributes.SCOPE_REQUEST);
            request.setAttribute(AFTER, StateMapper.toTree(after), RequestAttributes.SCOPE_REQUEST);
        }
    }
}
