/** The least that a route of Next can do with a delivery: what intake is compared with. */
export async function POST(request: Request): Promise<Response> {
  await request.arrayBuffer();
  return Response.json({ accepted: true }, { status: 202 });
}
