// The AWS SDK for JavaScript, version 3, as applications use it: one test per thing that they do, each in a bucket of its
// own. test_js.py runs this with node's own test runner, over http and https.

import assert from "node:assert/strict";
import { randomBytes, randomUUID } from "node:crypto";
import { createReadStream, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { test } from "node:test";

import * as s3 from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";

const MIB = 1024 * 1024;
const client = new s3.S3Client({ endpoint: process.env.AWS_ENDPOINT_URL, forcePathStyle: true, maxAttempts: 1 });

const send = (Command, input) => client.send(new s3[`${Command}Command`](input));
const bytes = async (answer) => Buffer.from(await answer.Body.transformToByteArray());
const bodyOf = async (where) => bytes(await send("GetObject", where));

// Parts of a stream whose length nobody knows before it ends; uneven, so that no border is met by chance.
function* pieces(content) {
  for (let start = 0; start < content.length; start += 77_777) yield content.subarray(start, start + 77_777);
}

async function keysOf(Bucket) {
  const keys = [];
  for await (const page of s3.paginateListObjectsV2({ client }, { Bucket })) {
    keys.push(...(page.Contents ?? []).map((entry) => entry.Key));
  }
  return keys;
}

function inBucket(name, body) {
  test(name, async () => {
    const Bucket = `js-${randomUUID()}`;
    await send("CreateBucket", { Bucket });
    try {
      await body(Bucket);
    } finally {
      const Objects = (await keysOf(Bucket)).map((Key) => ({ Key }));
      if (Objects.length > 0) await send("DeleteObjects", { Bucket, Delete: { Objects } });
      await send("DeleteBucket", { Bucket });
    }
  });
}

const refusal = (name, status) => (error) => {
  assert.equal(error.name, name, `${error.name}: ${error.message}`);
  assert.equal(error.$metadata.httpStatusCode, status);
  return true;
};

inBucket("buckets", async (Bucket) => {
  await send("HeadBucket", { Bucket });
  assert.ok((await send("ListBuckets", {})).Buckets.some((bucket) => bucket.Name === Bucket));
  assert.equal((await send("GetBucketLocation", { Bucket })).LocationConstraint, undefined);
  await send("PutObject", { Bucket, Key: "x", Body: "x" });
  await assert.rejects(send("DeleteBucket", { Bucket }), refusal("BucketNotEmpty", 409));
  const nobody = { Bucket: `js-${randomUUID()}` };
  await assert.rejects(send("HeadBucket", nobody), refusal("NotFound", 404));
  await assert.rejects(send("ListObjectsV2", nobody), refusal("NoSuchBucket", 404));
  await assert.rejects(send("PutObject", { ...nobody, Key: "x", Body: "x" }), refusal("NoSuchBucket", 404));
});

inBucket("an object with all its headers", async (Bucket) => {
  const Body = randomBytes(200_000);
  const where = { Bucket, Key: "a b/ü +%.bin" };
  const headers = { ContentType: "text/x-js", CacheControl: "no-store", Metadata: { colour: "green" } };
  const put = await send("PutObject", { ...where, ...headers, Body });
  const head = await send("HeadObject", where);
  const got = await send("GetObject", where);
  assert.deepEqual(await bytes(got), Body);
  for (const answer of [head, got]) {
    assert.deepEqual(
      [answer.ETag, answer.ContentLength, answer.ContentType, answer.CacheControl, answer.Metadata],
      [put.ETag, Body.length, "text/x-js", "no-store", { colour: "green" }],
    );
  }
  const ranged = await send("GetObject", { ...where, Range: "bytes=65519-131041" });
  assert.deepEqual(await bytes(ranged), Body.subarray(65519, 131042));
  assert.equal(ranged.ContentRange, "bytes 65519-131041/200000");
  await assert.rejects(send("GetObject", { ...where, Range: "bytes=200000-" }), refusal("InvalidRange", 416));
  await send("DeleteObject", where);
  await assert.rejects(send("GetObject", where), refusal("NoSuchKey", 404));
  await assert.rejects(send("HeadObject", where), refusal("NotFound", 404));
});

inBucket("a stream of known length", async (Bucket) => {
  const content = randomBytes(700_001);
  const file = join(tmpdir(), `${Bucket}.bin`);
  writeFileSync(file, content);
  for (const [Key, Body] of [["file", createReadStream(file)], ["pieces", Readable.from(pieces(content))]]) {
    await send("PutObject", { Bucket, Key, Body, ContentLength: content.length });
    assert.deepEqual(await bodyOf({ Bucket, Key }), content);
  }
});

inBucket("a stream of unknown length", async (Bucket) => {
  for (const size of [0, 1, 5 * MIB - 1, 5 * MIB, 12 * MIB + 1]) {
    const content = randomBytes(size);
    const where = { Bucket, Key: `streams/${size}` };
    const params = { ...where, Body: Readable.from(pieces(content)), ContentType: "text/x-js" };
    const done = await new Upload({ client, params, partSize: 5 * MIB, queueSize: 4 }).done();
    const head = await send("HeadObject", where);
    assert.deepEqual([head.ETag, head.ContentLength, head.ContentType], [done.ETag, size, "text/x-js"]);
    assert.ok((await bodyOf(where)).equals(content), `${size} bytes`);
  }
  assert.equal((await send("ListMultipartUploads", { Bucket })).Uploads, undefined);
});

inBucket("an upload that its stream breaks off", async (Bucket) => {
  function* broken() {
    yield randomBytes(6 * MIB);
    yield randomBytes(6 * MIB);
    throw new Error("the disk is on fire");
  }
  const params = { Bucket, Key: "broken", Body: Readable.from(broken()) };
  await assert.rejects(new Upload({ client, params, partSize: 5 * MIB }).done(), /the disk is on fire/);
  assert.equal((await send("ListMultipartUploads", { Bucket })).Uploads, undefined);
  await assert.rejects(send("HeadObject", { Bucket, Key: "broken" }), refusal("NotFound", 404));
});

inBucket("parts by hand", async (Bucket) => {
  const where = { Bucket, Key: "parts" };
  const bodies = [randomBytes(5 * MIB), randomBytes(5 * MIB + 3), randomBytes(7)];
  const upload = { ...where, UploadId: (await send("CreateMultipartUpload", where)).UploadId };
  for (const PartNumber of [3, 1]) await send("UploadPart", { ...upload, PartNumber, Body: bodies[PartNumber - 1] });
  await send("PutObject", { Bucket, Key: "source", Body: bodies[1] });
  await send("UploadPartCopy", { ...upload, PartNumber: 2, CopySource: `${Bucket}/source` });
  const listed = (await send("ListParts", upload)).Parts;
  assert.deepEqual(listed.map((part) => part.Size), bodies.map((body) => body.length));
  const Parts = listed.map(({ PartNumber, ETag, ChecksumCRC32 }) => ({ PartNumber, ETag, ChecksumCRC32 }));
  const forged = Parts.with(2, { ...Parts[2], ETag: Parts[0].ETag });
  const complete = (parts) => send("CompleteMultipartUpload", { ...upload, MultipartUpload: { Parts: parts } });
  await assert.rejects(complete(forged), refusal("InvalidPart", 400));
  await complete(Parts);
  assert.ok((await bodyOf(where)).equals(Buffer.concat(bodies)));
  const second = await send("GetObject", { ...where, PartNumber: 2 });
  assert.equal(second.PartsCount, 3);
  assert.ok((await bytes(second)).equals(bodies[1]));
  const { UploadId } = await send("CreateMultipartUpload", where);
  await send("AbortMultipartUpload", { ...where, UploadId });
  await assert.rejects(send("ListParts", { ...where, UploadId }), refusal("NoSuchUpload", 404));
});

inBucket("checksums of every kind", async (Bucket) => {
  const Body = randomBytes(100_001);
  for (const algorithm of ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"]) {
    const where = { Bucket, Key: algorithm };
    const field = `Checksum${algorithm}`;
    const put = await send("PutObject", { ...where, Body, ChecksumAlgorithm: algorithm });
    const got = await send("GetObject", { ...where, ChecksumMode: "ENABLED" });
    assert.ok(put[field]);
    assert.equal(got[field], put[field]);
    assert.ok((await bytes(got)).equals(Body), algorithm);
    const other = (await send("PutObject", { ...where, Body: "other", ChecksumAlgorithm: algorithm }))[field];
    await assert.rejects(send("PutObject", { ...where, Body, [field]: other }), refusal("BadDigest", 400));
    assert.equal(String(await bodyOf(where)), "other", "what was refused has left nothing");
  }
});

inBucket("conditions", async (Bucket) => {
  const where = { Bucket, Key: "k" };
  const { ETag } = await send("PutObject", { ...where, Body: "first", IfNoneMatch: "*" });
  await assert.rejects(send("PutObject", { ...where, Body: "2", IfNoneMatch: "*" }), refusal("PreconditionFailed", 412));
  await assert.rejects(send("PutObject", { ...where, Body: "2", IfMatch: '"x"' }), refusal("PreconditionFailed", 412));
  await assert.rejects(send("GetObject", { ...where, IfMatch: '"x"' }), refusal("PreconditionFailed", 412));
  await assert.rejects(send("GetObject", { ...where, IfNoneMatch: ETag }), (error) => error.$metadata.httpStatusCode === 304);
  assert.equal(String(await bodyOf({ ...where, IfMatch: ETag })), "first");
  await send("PutObject", { ...where, Body: "second", IfMatch: ETag });
  assert.equal(String(await bodyOf(where)), "second");
});

inBucket("listings page by page", async (Bucket) => {
  const wanted = ["a", "a/1", "a/2", "b c+%.txt", "Zürich/Straße", "x//double", "🗝/key", "&<tag>"];
  for (const Key of wanted) await send("PutObject", { Bucket, Key, Body: Key });
  for (const pageSize of [1, 3, 1000]) {
    for (const EncodingType of [undefined, "url"]) {
      const [contents, prefixes] = [[], []];
      const options = { Bucket, Delimiter: "/", EncodingType };
      for await (const page of s3.paginateListObjectsV2({ client, pageSize }, options)) {
        contents.push(...(page.Contents ?? []).map((entry) => [entry.Key, entry.Size]));
        prefixes.push(...(page.CommonPrefixes ?? []).map((entry) => entry.Prefix));
      }
      // This SDK hands out names as they came.
      const decoded = EncodingType ? (name) => decodeURIComponent(name.replaceAll("+", " ")) : (name) => name;
      const plain = wanted.filter((key) => !key.includes("/")).map((key) => [key, Buffer.byteLength(key)]);
      assert.deepEqual(contents.map(([key, size]) => [decoded(key), size]).sort(), plain.sort());
      assert.deepEqual(prefixes.map(decoded).sort(), ["Zürich/", "a/", "x/", "🗝/"].sort());
    }
  }
  const first = await send("ListObjects", { Bucket, MaxKeys: 5 });
  const rest = await send("ListObjects", { Bucket, Marker: first.Contents.at(-1).Key });
  const seen = [...first.Contents, ...rest.Contents].map((entry) => entry.Key);
  assert.deepEqual(seen.sort(), wanted.sort());
  const deleted = await send("DeleteObjects", { Bucket, Delete: { Objects: wanted.map((Key) => ({ Key })) } });
  assert.equal(deleted.Deleted.length, wanted.length);
  assert.deepEqual(await keysOf(Bucket), []);
});

inBucket("copies", async (Bucket) => {
  const Key = "from ü/+%.bin";
  const Body = randomBytes(70_000);
  const { ETag } = await send("PutObject", { Bucket, Key, Body, Metadata: { n: "1" } });
  const CopySource = `${Bucket}/${encodeURIComponent(Key)}`;
  await send("CopyObject", { Bucket, Key: "to", CopySource, CopySourceIfMatch: ETag });
  await send("CopyObject", { Bucket, Key, CopySource, MetadataDirective: "REPLACE", Metadata: { n: "2" } });
  for (const [copy, n] of [["to", "1"], [Key, "2"]]) {
    const got = await send("GetObject", { Bucket, Key: copy });
    assert.deepEqual(got.Metadata, { n });
    assert.ok((await bytes(got)).equals(Body));
  }
  const to = { Bucket, Key: "never" };
  await assert.rejects(send("CopyObject", { ...to, CopySource: `${Bucket}/none` }), refusal("NoSuchKey", 404));
  const stale = { ...to, CopySource, CopySourceIfMatch: '"x"' };
  await assert.rejects(send("CopyObject", stale), refusal("PreconditionFailed", 412));
});

inBucket("presigned URLs", async (Bucket) => {
  const content = randomBytes(100_001);
  const where = { Bucket, Key: "signed/ü +%.bin" };
  const signed = (Command, input, options) =>
    getSignedUrl(client, new s3[`${Command}Command`](input), { expiresIn: 60, ...options });
  const text = { ...where, ContentType: "text/x-js" };
  const upload = await signed("PutObject", text, { signableHeaders: new Set(["content-type"]) });
  const put = (type) => fetch(upload, { method: "PUT", body: content, headers: { "content-type": type } });
  assert.equal((await put("text/other")).status, 403);
  assert.equal((await put("text/x-js")).status, 200);
  const url = await signed("GetObject", { ...where, ResponseContentType: "text/as-asked" });
  const got = await fetch(url);
  assert.equal(got.headers.get("content-type"), "text/as-asked");
  assert.deepEqual(Buffer.from(await got.arrayBuffer()), content);
  const other = await fetch(url.replace("%25.bin", "%25.bim"));
  assert.equal(other.status, 403);
  assert.match(await other.text(), /<Code>SignatureDoesNotMatch<\/Code>/);
  assert.equal((await fetch(await signed("DeleteObject", where), { method: "DELETE" })).status, 204);
  assert.deepEqual(await keysOf(Bucket), []);
});
