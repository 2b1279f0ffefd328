export class NoticeResponse {
  id: string;
  subject: string;
  /** Plain words; paragraphs apart by an empty line. */
  body: string;
  /** The page of the service that it is about. */
  path: string | null;
  created_at: string;
  read_at: string | null;
}

export class NoticesResponse {
  items: NoticeResponse[];
  total: number;
  page: number;
  per_page: number;
  /** How many of all are not read yet. */
  unread: number;
}
