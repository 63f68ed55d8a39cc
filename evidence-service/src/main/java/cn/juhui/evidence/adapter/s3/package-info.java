/// Files in a store that speaks S3.
@NullMarked
package cn.juhui.evidence.adapter.s3;

import org.jspecify.annotations.NullMarked;
