package cn.juhui.evidence.config;

import cn.juhui.evidence.adapter.mongo.GridFsPictures;
import cn.juhui.evidence.adapter.s3.S3Pictures;
import cn.juhui.evidence.application.Pictures;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

/// Where the bytes of pictures are: `juhui.evidence.store` is `gridfs` (beside everything else) or `s3`.
@Configuration(proxyBeanMethods = false)
class PictureStore {

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

        @Bean
        Pictures s3Pictures(S3Settings settings) {
            return S3Pictures.in(settings.place());
        }
    }
}
