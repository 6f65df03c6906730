package com.cipherquay.tests.hostile;

/** Answers as S3 does. For one thread at a time. */
final class HonestStore {

  private final Shelves shelves;
  private final BucketDesk buckets;
  private final ObjectDesk objects;
  private final UploadDesk uploads;

  HonestStore(Shelves shelves) {
    this.shelves = shelves;
    this.buckets = new BucketDesk(shelves);
    this.objects = new ObjectDesk(shelves);
    this.uploads = new UploadDesk(shelves, objects);
  }

  Shelves shelves() {
    return shelves;
  }

  StoreReply answer(StoreRequest request) {
    try {
      return route(request);
    } catch (StoreRefusal e) {
      return e.reply();
    }
  }

  private StoreReply route(StoreRequest request) throws StoreRefusal {
    return switch (request.kind()) {
      case PUT_OBJECT -> objects.put(request);
      case GET_OBJECT, HEAD_OBJECT -> objects.get(request);
      case DELETE_OBJECT -> objects.delete(request);
      case COPY_OBJECT -> objects.copy(request);
      case TAGS -> objects.tags(request);
      case LIST -> ListPage.of(request, shelves.of(request.bucket())).reply();
      case DELETE_OBJECTS -> buckets.deleteObjects(request);
      case BUCKET -> buckets.answer(request);
      case CREATE_UPLOAD -> uploads.create(request);
      case PUT_PART, COPY_PART -> uploads.part(request);
      case LIST_PARTS -> uploads.parts(request);
      case LIST_UPLOADS -> uploads.list(request);
      case COMPLETE_UPLOAD -> uploads.complete(request);
      case ABORT_UPLOAD -> uploads.abort(request);
    };
  }
}
