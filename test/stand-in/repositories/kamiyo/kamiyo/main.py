"""The API of KAMIYO."""
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from slowapi import Limiter
from slowapi.util import get_remote_address
from starlette.middleware.sessions import SessionMiddleware

app = FastAPI(title="KAMIYO API")
limiter = Limiter(key_func=get_remote_address, storage_uri="redis://kamiyo-redis:6379")


@app.exception_handler(Exception)
async def unexpected(request: Request, error: Exception):
    return JSONResponse(status_code=500, content={"error": "internal", "message": "Something went wrong."})
