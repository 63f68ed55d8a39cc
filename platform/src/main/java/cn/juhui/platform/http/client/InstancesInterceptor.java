package cn.juhui.platform.http.client;

import java.io.IOException;
import java.net.URI;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.support.HttpRequestWrapper;
import org.springframework.web.util.UriComponentsBuilder;

/// Sends the questions of a `RestClient` to the service's [Instances] in turn. The client's base address only gives the path.
final class InstancesInterceptor implements ClientHttpRequestInterceptor {

    private final Instances instances;

    InstancesInterceptor(Instances instances) {
        this.instances = instances;
    }

    @Override
    public ClientHttpResponse intercept(
            HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        var repeatable = request.getMethod().equals(HttpMethod.GET);
        return instances.ask(
                repeatable, instance -> execution.execute(at(request, instance), body));
    }

    private static HttpRequest at(HttpRequest request, URI instance) {
        var uri =
                UriComponentsBuilder.fromUri(request.getURI())
                        .scheme(instance.getScheme())
                        .host(instance.getHost())
                        .port(instance.getPort())
                        .build(true)
                        .toUri();
        return new HttpRequestWrapper(request) {
            @Override
            public URI getURI() {
                return uri;
            }
        };
    }
}
