package cn.juhui.gateway.console;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/// The built console: one page, which finds its own way at every address that names no file.
public final class ConsoleFiles extends ResourceHttpRequestHandler {

    private static final String FOLDER = "console/";
    private static final Resource PAGE = new ClassPathResource(FOLDER + "index.html");

    public ConsoleFiles() {
        setLocations(List.of(new ClassPathResource(FOLDER)));
        setCacheControl(CacheControl.noCache());
    }

    /// Whether the build could make the console; it needs Node.
    public static boolean areBuilt() {
        return PAGE.exists();
    }

    @Override
    protected @Nullable Resource getResource(HttpServletRequest request) throws IOException {
        var file = super.getResource(request);
        if (file != null) {
            return file;
        }
        var path = request.getRequestURI();
        boolean namesFile = path.indexOf('.', path.lastIndexOf('/')) >= 0;
        return namesFile || !areBuilt() ? null : PAGE;
    }
}
