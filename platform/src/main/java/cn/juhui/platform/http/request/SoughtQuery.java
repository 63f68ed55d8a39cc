package cn.juhui.platform.http.request;

import cn.juhui.platform.kernel.Writing;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request whose parameters are read as [Writing#sought]: what is pasted into a search brings along characters that nobody sees.
final class SoughtQuery extends HttpServletRequestWrapper {

    SoughtQuery(HttpServletRequest request) {
        super(request);
    }

    @Override
    public @Nullable String getParameter(String name) {
        var value = super.getParameter(name);
        return value == null ? null : Writing.sought(value);
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        var values = super.getParameterValues(name);
        return values == null ? null : sought(values);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        var sought = new LinkedHashMap<String, String[]>();
        super.getParameterMap().forEach((name, values) -> sought.put(name, sought(values)));
        return sought;
    }

    private static String[] sought(String[] values) {
        return Arrays.stream(values).map(Writing::sought).toArray(String[]::new);
    }
}
