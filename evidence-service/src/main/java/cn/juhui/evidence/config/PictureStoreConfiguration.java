package cn.juhui.evidence.config;

import cn.juhui.evidence.adapter.mongo.GridFsPictures;
import cn.juhui.evidence.adapter.s3.S3Pictures;
import cn.juhui.evidence.application.picture.Pictures;
import cn.juhui.platform.process.WrongVariablesException;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

/// Where the bytes of pictures are: `juhui.evidence.store` is `gridfs` (beside everything else) or `s3`.
@Configuration(proxyBeanMethods = false)
class PictureStoreConfiguration {

    @Bean
    @ConditionalOnProperty(
            name = "juhui.evidence.store",
            havingValue = "gridfs",
            matchIfMissing = true)
    Pictures gridFsPictures(MongoTemplate mongo) {
        return new GridFsPictures(mongo.getDb());
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "juhui.evidence.store", havingValue = "s3")
    @EnableConfigurationProperties(S3Settings.class)
    static class InS3 {

        /// Not without the bucket: what is wrong is told at the start, by the variable that says it.
        @Bean
        Pictures s3Pictures(S3Settings settings) {
            var pictures = S3Pictures.in(settings.place());
            var bucket = "the bucket \"" + settings.bucket() + '"';
            var at = " at " + settings.endpoint();
            switch (pictures.look()) {
                case THERE -> {}
                case NO_SUCH_BUCKET -> refuse("S3_BUCKET: there is no " + bucket.substring(4) + at);
                case REFUSED ->
                        refuse(
                                "S3_BUCKET, S3_ACCESS_KEY, S3_SECRET_KEY: this key is not let into "
                                        + bucket
                                        + at
                                        + ", or there is no such bucket (some stores say neither)");
                case MAY_NOT_WRITE ->
                        refuse(
                                "S3_ACCESS_KEY, S3_SECRET_KEY: this key may not write and delete in"
                                        + " "
                                        + bucket
                                        + at);
                case NO_SUCH_HOST ->
                        refuse("S3_ENDPOINT: the host of " + settings.endpoint() + " is unknown");
                case NONE -> refuse("S3_ENDPOINT: the store" + at + " does not answer");
            }
            return pictures;
        }

        private static void refuse(String complaint) {
            throw new WrongVariablesException(Set.of(complaint));
        }
    }
}
